package dev.weft.router;

import java.util.concurrent.atomic.AtomicLong;

/** Where global ids come from: sessions, publications, registrations, subscriptions. One for all realms of a process. */
@FunctionalInterface
public interface IdSource {

    /** An id between 1 and 2^53 that this source never gave before. Safe for use by many threads. */
    long next();

    /**
     * Ids that look random and never repeat: a counter that starts at the seed, through a permutation of the numbers of 53 bits.
     *
     * @param seed differs between processes, such as random bits drawn by the process' main
     */
    static IdSource scrambled(long seed) {
        AtomicLong counter = new AtomicLong(seed);
        return () -> scramble(counter.getAndIncrement());
    }

    private static long scramble(long value) {
        long mask = (1L << 53) - 1;
        long x = value & mask;
        x ^= x >>> 26;
        x = (x * 0x1D8E4E27C47D124FL) & mask;
        x ^= x >>> 27;
        x = (x * 0x14CC9FE2D8A2F0C5L) & mask;
        x ^= x >>> 26;
        return x + 1;
    }
}
