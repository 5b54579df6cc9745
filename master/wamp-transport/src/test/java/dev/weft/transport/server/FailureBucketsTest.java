package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureBucketsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void an_address_may_fail_some_times_at_once_and_once_more_each_second() {
        FailureBuckets buckets = new FailureBuckets(3);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.isFull("a", 0)).isFalse();
            buckets.add("a", 0);
        }
        assertThat(buckets.isFull("a", 0)).isTrue();
        assertThat(buckets.isFull("b", 0)).isFalse();
        assertThat(buckets.isFull("a", SECOND)).isFalse();
        buckets.add("a", SECOND);
        assertThat(buckets.isFull("a", SECOND)).isTrue();
        assertThat(buckets.isFull("a", 10 * SECOND)).isFalse();
    }

    @Test
    void only_so_many_addresses_are_remembered() {
        FailureBuckets buckets = new FailureBuckets(1);
        for (int i = 0; i <= 10_000; i++) {
            buckets.add(i, 0);
        }
        assertThat(buckets.isFull(0, 0)).isFalse();
        assertThat(buckets.isFull(10_000, 0)).isTrue();
    }
}
