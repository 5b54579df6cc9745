package dev.weft.transport;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.error.Printable;
import dev.weft.wamp.message.Abort;
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
    private final Quiet quietViolations = new Quiet();
    private final Quiet quietFailures = new Quiet();
    private final Quiet quietRefusals = new Quiet();

    private final String prefix;

    public TransportMeter() {
        this("");
    }

    /** @param name of the server, for the lines of its log: {@code transport open}; may be empty */
    public TransportMeter(String name) {
        this.prefix = name.isEmpty() ? "" : name + ": ";
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

    /** A connection is closed because its peer broke the protocol, or reached a bound with what it sent. */
    public void onViolation(ProtocolViolation violation, Object who) {
        TransportBound bound = TransportBound.of(violation);
        if (bound == null) {
            onViolation(violation.getMessage(), who);
        } else {
            onReached(bound, who, "closed: " + violation.getMessage());
        }
    }

    private void onViolation(String what, Object who) {
        violations.increment();
        if (quietViolations.mayLog()) {
            LOG.warn(
                    "{}{}: closed: {} (protocol violations, {} so far)",
                    prefix,
                    who,
                    Printable.of(what),
                    violations.sum());
        }
    }

    /**
     * A peer was not let in, or its session was ended by force, and is told so. Of each kind one in ten seconds is logged.
     *
     * @param who the other end; without secrets
     */
    public void onAbort(Abort abort, Object who) {
        String text = abort.details().string("message");
        String what = text == null ? abort.reason() : abort.reason() + ": " + text;
        if (abort.reason().equals(ErrorUri.PROTOCOL_VIOLATION)) {
            onViolation(what, who);
        } else if (abort.reason().equals(ErrorUri.AUTHENTICATION_FAILED)) {
            authenticationFailures.increment();
            if (quietFailures.mayLog()) {
                LOG.warn(
                        "{}{}: refused: {} (failed authentications, {} so far)",
                        prefix,
                        who,
                        Printable.of(what),
                        authenticationFailures.sum());
            }
        } else if (abort.reason().equals(ErrorUri.TIMEOUT)) {
            onReached(TransportBound.HANDSHAKE_TIME, who, "refused: it took too long to say who it is");
        } else if (quietRefusals.mayLog()) {
            LOG.warn("{}{}: closed: {}", prefix, who, Printable.of(what));
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
            LOG.warn("{}{}: {} ({}, {} so far)", prefix, who, what, bound.text(), times.sum());
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
