package dev.weft.engine.fleet;

import dev.weft.engine.plan.Plan;

/**
 * What was tried in vain, and from when on it may be tried again. Another plan may be tried at once: only the same one waits, so
 * that the events which a failure causes do not make it a hot loop, while everything else is healed as ever.
 */
final class Patience {

    private String hash = "";
    private long until;
    private int failures;

    /** Whether this plan has to wait. */
    boolean forbids(Plan plan, long now) {
        return now < until && plan.hash().equals(hash);
    }

    /** It did not work, again. */
    void failed(Plan plan, Backoff backoff, long from) {
        hash = plan.hash();
        until = from + backoff.pause(++failures);
    }

    /** When it may be tried again. */
    long until() {
        return until;
    }

    /** All is well, or everything is different. */
    void clear() {
        hash = "";
        until = 0;
        failures = 0;
    }
}
