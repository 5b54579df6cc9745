package dev.weft.transport.channel;

import dev.weft.transport.Deflate;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses messages (RFC 7692, 7.2.1). Loop-confined. */
final class MessageDeflater {

    /** Shorter messages are not made shorter by it. */
    private static final int LEAST_BYTES = 48;

    /** The end of a flush, which is not sent. */
    private static final int TAIL_BYTES = 4;

    private final boolean resets;
    private final int partBytes;
    private @Nullable Deflater kept;

    /** @param resets true: no message refers to those before it */
    MessageDeflater(boolean resets, int windowBits) {
        // The JDK's compressor has one window, the largest. A smaller one is kept by forgetting everything as often as
        // it is full.
        this.resets = resets || windowBits < Deflate.MOST_WINDOW_BITS;
        this.partBytes = windowBits < Deflate.MOST_WINDOW_BITS ? 1 << windowBits : Integer.MAX_VALUE;
    }

    /** Null where the message had better be sent as it is. */
    byte @Nullable [] deflate(byte[] payload) {
        if (payload.length < LEAST_BYTES) {
            return null;
        }
        Zips zips = Zips.ofLoop();
        Deflater deflater = kept == null ? zips.deflater() : kept;
        byte[] compressed = run(deflater, payload);
        if (compressed == null) {
            // The peer does not see what is in the history now: there must be none.
            deflater.reset();
        }
        if (kept == null) {
            if (resets || !zips.keep()) {
                zips.giveBack(deflater);
            } else {
                kept = deflater;
            }
        }
        return compressed;
    }

    private byte @Nullable [] run(Deflater deflater, byte[] payload) {
        // Messages that do not become shorter by themselves may by what they have in common with those before.
        byte[] out = new byte[payload.length + (resets ? 0 : 64 + payload.length / 256)];
        int size = 0;
        boolean last = false;
        for (int from = 0; !last; from += partBytes) {
            last = payload.length - from <= partBytes;
            deflater.setInput(payload, from, last ? payload.length - from : partBytes);
            size += deflater.deflate(out, size, out.length - size, last ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
            if (size == out.length) {
                return null;
            }
        }
        boolean tooGood = payload.length > MessageInflater.FREE_BYTES
                && (long) size * MessageInflater.MOST_RATIO < payload.length;
        return tooGood ? null : Arrays.copyOf(out, size - TAIL_BYTES);
    }

    void dispose() {
        if (kept != null) {
            Zips.ofLoop().unkeep();
            Zips.ofLoop().giveBack(kept);
            kept = null;
        }
    }
}
