package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Encoded;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that grow. Large slices are not copied, but remembered with the place that they belong to. */
final class Output implements EncodedMessage {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Below, a copy is cheaper than one more piece. */
    private static final int LEAST_SLICE_BYTES = 2 << 10;

    /** A message has two at most: its arguments and its keywords. */
    private static final int MOST_SLICES = 2;

    private byte[] bytes;
    private int size;

    /** Where it comes from, and goes back to; null where nobody lent it. */
    private final @Nullable Scratch owner;

    /** Nothing is written any more, and any thread may read. */
    private final boolean kept;

    /** Of what is kept, once somebody needed it in one piece. */
    private volatile byte @Nullable [] joined;

    private final Encoded[] slices = new Encoded[MOST_SLICES];
    private final int[] places = new int[MOST_SLICES];
    private int sliceCount;
    private int sliceBytes;

    Output(int expected) {
        this(expected, null);
    }

    Output(int expected, @Nullable Scratch owner) {
        this(expected, owner, false);
    }

    private Output(int expected, @Nullable Scratch owner, boolean kept) {
        this.owner = owner;
        this.kept = kept;
        bytes = new byte[Math.max(64, expected)];
    }

    void put(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    /** The lowest so many bytes, big-endian. */
    void put(long value, int width) {
        ensure(width);
        if (width == Long.BYTES) {
            LONGS.set(bytes, size, value);
            size += Long.BYTES;
            return;
        }
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void put(byte[] from) {
        put(from, 0, from.length);
    }

    void put(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void put(Encoded slice) {
        if (slice.length() < LEAST_SLICE_BYTES || sliceCount == MOST_SLICES) {
            put(slice.bytes(), slice.offset(), slice.length());
        } else {
            slices[sliceCount] = slice;
            places[sliceCount++] = size;
            sliceBytes = Math.addExact(sliceBytes, slice.length());
        }
    }

    /** Characters that are known to be ASCII. */
    void ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    @Override
    public int size() {
        return Math.addExact(size, sliceBytes);
    }

    @Override
    public void copyTo(Target target) {
        int done = 0;
        for (int i = 0; i < sliceCount; i++) {
            Encoded slice = slices[i];
            target.put(bytes, done, places[i] - done);
            target.put(slice.bytes(), slice.offset(), slice.length());
            done = places[i];
        }
        target.put(bytes, done, size - done);
    }

    @Override
    public byte[] toByteArray() {
        if (sliceCount == 0) {
            return Arrays.copyOf(bytes, size);
        }
        byte[] all = new byte[size()];
        int[] at = {0};
        copyTo((from, offset, length) -> {
            System.arraycopy(from, offset, all, at[0], length);
            at[0] += length;
        });
        return all;
    }

    @Override
    public byte[] array() {
        if (!kept) {
            return toByteArray();
        }
        byte[] known = joined;
        if (known == null) {
            known = toByteArray();
            joined = known;
        }
        return known;
    }

    @Override
    public EncodedMessage keep() {
        if (sliceCount == 0) {
            return new WholeMessage(toByteArray());
        }
        Output copy = new Output(size, null, true);
        copy.put(bytes, 0, size);
        System.arraycopy(slices, 0, copy.slices, 0, sliceCount);
        System.arraycopy(places, 0, copy.places, 0, sliceCount);
        copy.sliceCount = sliceCount;
        copy.sliceBytes = sliceBytes;
        return copy;
    }

    @Override
    public void close() {
        if (owner != null) {
            owner.give(this);
        }
    }

    /** Begins anew. What {@link #toByteArray} gave stays as it is. */
    void clear() {
        size = 0;
        Arrays.fill(slices, null);
        sliceCount = 0;
        sliceBytes = 0;
    }

    /** How many bytes it can hold before it grows. */
    int capacity() {
        return bytes.length;
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
