package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;

/** How many control frames a peer may send in a second. */
final class ControlBudget {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final int perSecond;
    private long windowStart;
    private int used;

    ControlBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts one at this time of {@link System#nanoTime}. */
    void spend(long now) {
        if (now - windowStart > SECOND_NANOS) {
            windowStart = now;
            used = 0;
        }
        if (++used > perSecond) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.POLICY,
                    "wamp.error.protocol_violation",
                    "more than " + perSecond + " control frames within a second");
        }
    }
}
