package dev.weft.transport.server;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often addresses failed to authenticate: each may some times at once, and once more each second. Safe for use by any thread. */
final class FailureBuckets {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Of the addresses that failed the ones that did so last are remembered. */
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Map<Object, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    FailureBuckets(int most) {
        this.most = most;
    }

    /** How many failures are held against an address at this time. */
    private record Bucket(double failures, long at) {

        Bucket at(long now) {
            return new Bucket(Math.max(0, failures - (double) (now - at) / SECOND_NANOS), now);
        }
    }

    /** One more at this time of {@link System#nanoTime}. */
    synchronized void add(Object address, long now) {
        Bucket before = buckets.getOrDefault(address, new Bucket(0, now)).at(now);
        buckets.put(address, new Bucket(Math.min(before.failures() + 1, most), now));
    }

    /** True for an address that may not even try. */
    synchronized boolean isFull(Object address, long now) {
        Bucket bucket = buckets.isEmpty() ? null : buckets.get(address);
        if (bucket == null) {
            return false;
        }
        double failures = bucket.at(now).failures();
        if (failures == 0) {
            buckets.remove(address);
        }
        return failures > most - 1;
    }
}
