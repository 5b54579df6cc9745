package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A place in the bytes of one message, and what reading it has used up of the limits. */
class Cursor {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final byte[] bytes;
    final int limit;
    int position;

    private final Limits limits;
    private int depth;
    private int elements;

    Cursor(byte[] bytes, int offset, int length, Limits limits) {
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
        this.limits = limits;
    }

    final int next() {
        if (position >= limit) {
            throw truncated();
        }
        return bytes[position++] & 0xff;
    }

    /** Big-endian, of 1, 2, 4 or 8 bytes. */
    final long unsigned(int width) {
        require(width);
        if (width == Long.BYTES) {
            position += Long.BYTES;
            return (long) LONGS.get(bytes, position - Long.BYTES);
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | (bytes[position++] & 0xff);
        }
        return value;
    }

    /** So many bytes must be left. A declared length is believed only up to here. */
    final void require(long count) {
        if (count < 0 || count > limit - position) {
            throw truncated();
        }
    }

    final void enter() {
        if (++depth > limits.depth()) {
            throw ProtocolViolation.tooComplex("nesting exceeds " + limits.depth() + " levels");
        }
    }

    final void leave() {
        depth--;
    }

    final void countElement() {
        if (++elements > limits.elements()) {
            throw ProtocolViolation.tooComplex("message exceeds " + limits.elements() + " elements");
        }
    }

    /** The dictionary at hand has so many keys. */
    final void checkKeys(long count) {
        if (count < 0 || count > limits.mapKeys()) {
            throw ProtocolViolation.tooComplex("dictionary exceeds " + limits.mapKeys() + " keys");
        }
    }

    final void requireEnd() {
        if (position != limit) {
            throw ProtocolViolation.of("bytes follow the message");
        }
    }

    /** The integer that stands there as a float: encoders of JavaScript write integers beyond 32 bits so, ids among them. */
    static long whole(double value) {
        long integer = (long) value;
        if (integer != value || integer > Limits.MAX_ID || integer < -Limits.MAX_ID) {
            throw expected("integer");
        }
        return integer;
    }

    static ProtocolViolation truncated() {
        return ProtocolViolation.of("message is truncated");
    }

    static ProtocolViolation expected(String type) {
        return ProtocolViolation.of("an element is not of the expected type: " + type);
    }

    /** What begins like this is no message of WAMP, whatever follows. */
    static ProtocolViolation noMessage() {
        return ProtocolViolation.of("no WAMP message: it is not a list");
    }
}
