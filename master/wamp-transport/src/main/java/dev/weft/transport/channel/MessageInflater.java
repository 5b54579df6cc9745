package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.ProtocolViolation.Kind;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Inflates messages (RFC 7692, 7.2.2), never to more than is allowed. Loop-confined. */
final class MessageInflater {

    /** How many times larger than it came a message may become. */
    static final int MOST_RATIO = 100;

    /** Up to here the ratio does not count: short texts of few characters are honest, and cost nothing. */
    static final int FREE_BYTES = 16 << 10;

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int LEAST_ROOM = 256;

    private final boolean resets;
    private final int mostBytes;
    private @Nullable Inflater inflater;

    // Of the message that is being read.
    private long in;
    private long out;

    /** @param resets true: no message refers to those before it */
    MessageInflater(boolean resets, int mostBytes) {
        this.resets = resets;
        this.mostBytes = mostBytes;
    }

    /**
     * The next part of a message.
     *
     * @param most of bytes for the whole message, at most those of the constructor
     */
    byte[] inflate(byte[] part, boolean last, int most) {
        Inflater current = inflater == null ? Zips.ofLoop().inflater() : inflater;
        inflater = current;
        in += part.length;
        // Blocks of nothing make a message that inflates to less than it has.
        if (in > mostBytes + mostBytes / 64 + 64L) {
            throw tooBig(mostBytes);
        }
        Room room = new Room(Math.max(LEAST_ROOM, (int) Math.min(most, 4L * part.length)));
        try {
            feed(current, part, room, most);
            if (last) {
                feed(current, TAIL, room, most);
            }
        } catch (DataFormatException e) {
            throw ProtocolViolation.of("a compressed message cannot be inflated");
        }
        if (last) {
            in = 0;
            out = 0;
            if (resets) {
                dispose();
            }
        }
        return room.bytes();
    }

    private void feed(Inflater from, byte[] bytes, Room room, int most) throws DataFormatException {
        from.setInput(bytes);
        while (true) {
            int count = room.fill(from);
            out += count;
            checkSize(most);
            if (count > 0) {
                continue;
            }
            if (!from.finished()) {
                return;
            }
            // A block that says it is the last one: others may follow (RFC 7692, 7.2.3.5).
            int left = from.getRemaining();
            from.reset();
            if (left == 0) {
                return;
            }
            from.setInput(bytes, bytes.length - left, left);
        }
    }

    private void checkSize(int most) {
        if (out > most) {
            throw most < mostBytes
                    ? new ProtocolViolation(
                            Kind.POLICY,
                            "wamp.error.payload_size_exceeded",
                            "a compressed message of more than " + most + " bytes before there is a session")
                    : tooBig(most);
        }
        if (out > FREE_BYTES && out > in * MOST_RATIO) {
            throw new ProtocolViolation(
                    Kind.POLICY,
                    "wamp.error.payload_size_exceeded",
                    "a message that inflates to more than " + MOST_RATIO + " times its size");
        }
    }

    private static ProtocolViolation tooBig(int most) {
        return new ProtocolViolation(
                Kind.TOO_BIG,
                "wamp.error.payload_size_exceeded",
                "a message of more than " + most + " bytes when it is inflated");
    }

    void dispose() {
        if (inflater != null) {
            Zips.ofLoop().giveBack(inflater);
            inflater = null;
        }
    }

    /** Where the bytes go: as large as what has come, never as large as what may come. */
    private static final class Room {

        private byte[] bytes;
        private int size;

        Room(int bytes) {
            this.bytes = new byte[bytes];
        }

        int fill(Inflater from) throws DataFormatException {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int count = from.inflate(bytes, size, bytes.length - size);
            size += count;
            return count;
        }

        byte[] bytes() {
            return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }
    }
}
