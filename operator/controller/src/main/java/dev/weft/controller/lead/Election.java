package dev.weft.controller.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who leads, as one of those who want to sees it. Pure: what was read and the times come in, what to write comes out.
 *
 * <p>Clocks of different machines are never compared. Whoever waits measures, by its own clock that only goes forward, how long the
 * Lease has stayed as it is; whoever leads measures from the moment before it asked for its last renewal. That moment is earlier than
 * any at which others can have seen the renewal, so they wait longer than it leads.
 */
final class Election {

    private final String identity;
    private final Duration duration;
    private @Nullable LeaseRecord seen;
    private long seenAt;
    private int term;
    private boolean leads;

    Election(String identity, Duration duration) {
        this.identity = identity;
        this.duration = duration;
    }

    /** What is to be done. */
    enum Step {
        /** Take it: nobody has it, or whoever had it does not renew it. */
        TAKE,
        /** Say that we are still there. */
        RENEW,
        /** Somebody else leads. */
        WAIT,
        /** We led, and the Lease is another's now. */
        LOST
    }

    /**
     * What to do about a Lease that says this.
     *
     * @param now nanoseconds of a clock that only goes forward
     */
    Step step(Optional<LeaseRecord> lease, long now) {
        LeaseRecord record = lease.orElse(null);
        if (leads) {
            // The term tells us from another process of the same name.
            return record != null && record.holder().equals(identity) && record.term() == term ? Step.RENEW : Step.LOST;
        }
        if (record == null || record.holder().isEmpty()) {
            return Step.TAKE;
        }
        if (!record.equals(seen)) {
            seen = record;
            seenAt = now;
        }
        return now - seenAt >= duration.toNanos() ? Step.TAKE : Step.WAIT;
    }

    /** What to write for that step. */
    LeaseRecord claim(Step step, Optional<LeaseRecord> lease, Instant time) {
        if (step == Step.RENEW) {
            return lease.orElseThrow().renewedAt(time);
        }
        return new LeaseRecord(identity, lease.map(LeaseRecord::term).orElse(0) + 1, time, time);
    }

    /** It was written. */
    void written(LeaseRecord claim) {
        leads = true;
        term = claim.term();
    }
}
