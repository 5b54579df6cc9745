package dev.weft.wamp.codec;

/**
 * How much one message may make its reader do, whatever its size in bytes (that is the transport's limit).
 *
 * @param depth nested lists and dictionaries, the message's own list included
 * @param elements values in the whole message, the keys of dictionaries left out
 * @param mapKeys entries of any one dictionary
 */
public record Limits(int depth, int elements, int mapKeys) {

    private static final Limits DEFAULTS = new Limits(64, 100_000, 10_000);

    /** The largest id of WAMP: 2^53. */
    public static final long MAX_ID = 1L << 53;

    public Limits {
        if (depth < 2 || depth > 256 || elements < 1 || mapKeys < 1) {
            throw new IllegalArgumentException("limits out of range: depth 2 to 256, elements and mapKeys from 1");
        }
    }

    /** Depth 64, 100 000 elements, 10 000 keys. */
    public static Limits defaults() {
        return DEFAULTS;
    }
}
