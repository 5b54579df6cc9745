package dev.weft.transport;

import dev.weft.wamp.codec.ProtocolViolation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for one server. Safe for use by any thread, without locks; links add what they did turn by turn of their loop, not message by
 * message.
 */
public final class TransportMeter {

    private static final Logger LOG = LoggerFactory.getLogger(TransportMeter.class);
    private static final TransportBound[] BOUNDS = TransportBound.values();

    private final LongAdder accepted = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder receivedMessages = new LongAdder();
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentMessages = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final LongAdder authenticationFailures = new LongAdder();
    private final LongAdder violations = new LongAdder();
    private final LongAdder[] reached = new LongAdder[BOUNDS.length];
    private final Quiet[] quiet = new Quiet[BOUNDS.length];

    public TransportMeter() {
        for (TransportBound bound : BOUNDS) {
            reached[bound.ordinal()] = new LongAdder();
            quiet[bound.ordinal()] = new Quiet();
        }
    }

    public void onAccepted() {
        accepted.increment();
    }

    public void onRequest() {
        requests.increment();
    }

    public void onReceived(long messages, long bytes) {
        receivedMessages.add(messages);
        receivedBytes.add(bytes);
    }

    public void onSent(long messages, long bytes) {
        sentMessages.add(messages);
        sentBytes.add(bytes);
    }

    public void onAuthenticationFailed() {
        authenticationFailures.increment();
    }

    /** A connection is closed because its peer broke the protocol, or reached a bound with what it sent. */
    public void onViolation(ProtocolViolation violation, Object who) {
        TransportBound bound = TransportBound.of(violation);
        if (bound == null) {
            violations.increment();
            LOG.debug("{}: {}", who, violation.getMessage());
        } else {
            onReached(bound, who, "closed: " + violation.getMessage());
        }
    }

    /**
     * A bound was reached. Of those of one kind, one in ten seconds is logged.
     *
     * @param who the other end; without secrets
     * @param what happened to it: {@code turned away: there are 3 connections already}
     */
    public void onReached(TransportBound bound, Object who, String what) {
        LongAdder times = reached[bound.ordinal()];
        times.increment();
        if (quiet[bound.ordinal()].mayLog()) {
            LOG.warn("{}: {} ({}, {} so far)", who, what, bound.text(), times.sum());
        }
    }

    public TransportStats stats() {
        Map<String, Long> bounds = new LinkedHashMap<>();
        for (TransportBound bound : BOUNDS) {
            long times = reached[bound.ordinal()].sum();
            if (times > 0) {
                bounds.put(bound.text(), times);
            }
        }
        return new TransportStats(
                accepted.sum(),
                requests.sum(),
                receivedMessages.sum(),
                receivedBytes.sum(),
                sentMessages.sum(),
                sentBytes.sum(),
                authenticationFailures.sum(),
                violations.sum(),
                bounds);
    }
}
