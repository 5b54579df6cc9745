package dev.weft.controller.lead;

import java.time.Duration;

/**
 * The Lease by which one of several operators leads.
 *
 * @param namespace where it is
 * @param name of the Lease
 * @param identity who this is, as the Lease names its holder
 * @param duration how long others wait after the last renewal that they saw before one of them takes over
 */
public record LeaseSettings(String namespace, String name, String identity, Duration duration) {

    /** The shortest one: renewals need some time on a slow API server. */
    public static final Duration SHORTEST = Duration.ofSeconds(3);

    /** As client libraries of Kubernetes have it. */
    public static final Duration USUAL = Duration.ofSeconds(15);

    /** How long a renewal counts for the leader itself: a third less, so that its last calls are over when another one begins. */
    Duration holds() {
        return duration.multipliedBy(2).dividedBy(3);
    }

    /**
     * How long one call for it may take. A leader renews by one call, so that it keeps the Lease when each of them takes as long as this;
     * and when one is not answered at all, and the next one is.
     */
    Duration patience() {
        return holds().multipliedBy(2).dividedBy(5);
    }

    /** How long it may take to be connected. */
    Duration connecting() {
        return patience().dividedBy(2);
    }

    /** Between two looks at the Lease. */
    Duration pause() {
        return duration.dividedBy(8);
    }
}
