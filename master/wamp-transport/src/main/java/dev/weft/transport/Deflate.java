package dev.weft.transport;

/**
 * What one end wants of permessage-deflate (RFC 7692). "Ours" is what we compress, "theirs" what the peer compresses.
 *
 * @param noContextTakeover of ours: each message by itself, which takes less memory at the peer and compresses worse
 * @param maxWindowBits of ours, 8 to 15: how far back a message may refer, as a power of two
 * @param requestNoContextTakeover of theirs: asked for, and insisted on
 * @param requestMaxWindowBits of theirs, 8 to 15; below 15 it is insisted on
 * @param beforeSession what is taken from a peer that has not authenticated yet
 */
public record Deflate(
        boolean noContextTakeover,
        int maxWindowBits,
        boolean requestNoContextTakeover,
        int requestMaxWindowBits,
        BeforeSession beforeSession) {

    /** The largest window, 32 KiB. */
    public static final int MOST_WINDOW_BITS = 15;

    /** The smallest window, 256 bytes. */
    public static final int LEAST_WINDOW_BITS = 8;

    private static final Deflate DEFAULTS =
            new Deflate(false, MOST_WINDOW_BITS, false, MOST_WINDOW_BITS, BeforeSession.REFUSED);

    /** What a server does with a compressed message that comes before its WELCOME. It never sends one itself. */
    public enum BeforeSession {
        /** Closes with 1008. Browsers and Autobahn compress all that they send, HELLO too: they cannot get in. */
        REFUSED,
        /** Takes it when it inflates to no more than a HELLO may need, 64 KiB; closes with 1008 else. */
        SMALL
    }

    public Deflate {
        window(maxWindowBits);
        window(requestMaxWindowBits);
    }

    /** Contexts are kept, windows are the largest, and before the session nothing is compressed. */
    public static Deflate defaults() {
        return DEFAULTS;
    }

    /** The same with another rule for peers that have no session yet. */
    public Deflate before(BeforeSession rule) {
        return new Deflate(noContextTakeover, maxWindowBits, requestNoContextTakeover, requestMaxWindowBits, rule);
    }

    private static void window(int bits) {
        if (bits < LEAST_WINDOW_BITS || bits > MOST_WINDOW_BITS) {
            throw new IllegalArgumentException("a window of " + bits + " bits; it must have between "
                    + LEAST_WINDOW_BITS + " and " + MOST_WINDOW_BITS);
        }
    }
}
