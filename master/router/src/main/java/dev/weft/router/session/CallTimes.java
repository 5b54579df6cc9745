package dev.weft.router.session;

import dev.weft.router.RealmStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** How long the calls of one realm took, from CALL to their end, whatever that was. Used on its loop only. */
public final class CallTimes {

    /** The first bucket ends at 64 microseconds, and each one at twice the time of that before it: the last at half a minute. */
    private static final int BUCKETS = 20;

    private static final int FIRST_MICROS_LOG2 = 6;

    private final LongSupplier nanoTime;
    private final long[] counts = new long[BUCKETS + 1];
    private boolean inTurn;
    private boolean looked;
    private long now;
    private long begun;
    private long ended;
    private long nanos;

    public CallTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Until the turn ends, the clock is looked at once: a turn is a read of one link at most, less than the smallest bucket for all but
     * floods, and clocks are slow.
     */
    public void beginTurn() {
        inTurn = true;
        looked = false;
    }

    public void endTurn() {
        inTurn = false;
    }

    private long now() {
        if (!inTurn || !looked) {
            looked = true;
            now = nanoTime.getAsLong();
        }
        return now;
    }

    /** A call begins; for {@link #end}. */
    public long begin() {
        begun++;
        return now();
    }

    public void end(long begin) {
        long took = Math.max(0, now() - begin);
        ended++;
        nanos += took;
        counts[bucket(took)]++;
    }

    private static int bucket(long nanos) {
        long micros = (nanos + 999) / 1000;
        int doublings = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, micros - 1) >> FIRST_MICROS_LOG2);
        return Math.min(doublings, BUCKETS);
    }

    /** @param waiting calls that have begun and that no callee has yet */
    public RealmStats.Calls stats(long waiting) {
        List<RealmStats.Bucket> buckets = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += counts[i];
            buckets.add(new RealmStats.Bucket(1L << (FIRST_MICROS_LOG2 + i), sum));
        }
        return new RealmStats.Calls(begun - ended, waiting, ended, nanos / 1000, buckets);
    }
}
