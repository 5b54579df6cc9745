package dev.weft.transport;

import java.time.Duration;

/**
 * Pings of our own, which find peers that vanished without a word.
 *
 * @param interval between pings; zero: none are sent
 * @param timeout how long an answer may take before the connection counts as lost; zero: for ever
 * @param bytes payload of a ping, 4 to 125
 */
public record Keepalive(Duration interval, Duration timeout, int bytes) {

    private static final Keepalive NONE = new Keepalive(Duration.ZERO, Duration.ZERO, 4);
    private static final Keepalive DEFAULTS = new Keepalive(Duration.ofSeconds(20), Duration.ofSeconds(20), 4);

    public Keepalive {
        if (interval.isNegative() || timeout.isNegative()) {
            throw new IllegalArgumentException("ping interval and timeout must not be negative");
        }
        if (bytes < 4 || bytes > 125) {
            throw new IllegalArgumentException("ping size is " + bytes + "; it must be between 4 and 125 bytes");
        }
    }

    /** No pings: what Crossbar.io does unless it is told otherwise. */
    public static Keepalive none() {
        return NONE;
    }

    /** A ping every 20 seconds, with 20 seconds to answer. */
    public static Keepalive defaults() {
        return DEFAULTS;
    }

    public boolean isOn() {
        return !interval.isZero();
    }
}
