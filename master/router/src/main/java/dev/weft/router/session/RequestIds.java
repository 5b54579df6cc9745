package dev.weft.router.session;

import dev.weft.wamp.link.LinkInfo;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a session's requests. They rise (WAMP, "IDs in the session scope"); gaps are tolerated.
 *
 * <p>Where messages may overtake each other, an id may also be late: up to {@value #WINDOW} behind the highest one, and once.
 */
final class RequestIds {

    private static final int WINDOW = 1024;
    private static final long LARGEST = 1L << 53;

    /** A bit for each of the last {@link #WINDOW} ids, at its remainder; null where ids must rise. */
    private final long @Nullable [] seen;

    private long highest;

    private RequestIds(long @Nullable [] seen) {
        this.seen = seen;
    }

    static RequestIds of(LinkInfo link) {
        return new RequestIds(link.ordered() ? null : new long[WINDOW / Long.SIZE]);
    }

    /** Notes an id; false for one that was there before, that comes too late, or that no request can have. */
    boolean accepts(long id) {
        if (id > LARGEST) {
            return false;
        }
        if (id > highest) {
            if (seen != null) {
                advance(seen, id);
            }
            highest = id;
            return true;
        }
        return seen != null && id > 0 && id > highest - WINDOW && mark(seen, id);
    }

    private void advance(long[] bits, long id) {
        long from = Math.max(highest, id - WINDOW);
        for (long skipped = from + 1; skipped < id; skipped++) {
            bits[word(skipped)] &= ~bit(skipped);
        }
        bits[word(id)] |= bit(id);
    }

    private static boolean mark(long[] bits, long id) {
        boolean isNew = (bits[word(id)] & bit(id)) == 0;
        bits[word(id)] |= bit(id);
        return isNew;
    }

    private static int word(long id) {
        return (int) (id % WINDOW) / Long.SIZE;
    }

    private static long bit(long id) {
        return 1L << id;
    }
}
