package dev.weft.router;

import java.time.Duration;
import java.util.List;

/**
 * How a realm behaves.
 *
 * @param name the name that HELLO asks for
 * @param metaApi whether {@code wamp.session.*}, {@code wamp.registration.*} and {@code wamp.subscription.*} are served and published
 * @param limits what one session may hold
 * @param reservedPrefixes uris that only the role {@code trusted} may register or publish to
 * @param callRules what is answered to calls that end without an answer
 */
public record RealmOptions(
        String name, MetaApi metaApi, Limits limits, List<String> reservedPrefixes, CallRules callRules) {

    public RealmOptions {
        reservedPrefixes = List.copyOf(reservedPrefixes);
    }

    /** The defaults: meta API on, {@code wamp.} and {@code crossbar.} reserved. */
    public static RealmOptions of(String name) {
        return new RealmOptions(name, MetaApi.ON, Limits.DEFAULT, List.of("wamp.", "crossbar."), CallRules.WAMP);
    }

    public RealmOptions withMetaApi(MetaApi value) {
        return new RealmOptions(name, value, limits, reservedPrefixes, callRules);
    }

    public RealmOptions withLimits(Limits value) {
        return new RealmOptions(name, metaApi, value, reservedPrefixes, callRules);
    }

    /** A node's own realm, for example, lets its workers register below {@code crossbar.} and reserves {@code wamp.} only. */
    public RealmOptions withReservedPrefixes(List<String> value) {
        return new RealmOptions(name, metaApi, limits, value, callRules);
    }

    public RealmOptions withCallRules(CallRules value) {
        return new RealmOptions(name, metaApi, limits, reservedPrefixes, value);
    }

    /** Whether the realm tells about itself. */
    public enum MetaApi {
        ON,
        OFF
    }

    /**
     * Bounds per session. Sessions with the role {@code trusted} are part of the router and are not counted.
     *
     * @param pendingCalls calls without an answer; one more is answered with {@code wamp.error.unavailable}
     * @param subscriptions held at the same time
     * @param registrations held at the same time
     * @param eventQueueBytes events for a session with more than this in its outbound queue are dropped and counted
     * @param invocationQueueBytes a callee with more than this in its outbound queue gets no further invocations
     * @param callTime after which a call ends without an answer, whatever its caller asked for; zero for never
     */
    public record Limits(
            int pendingCalls,
            int subscriptions,
            int registrations,
            long eventQueueBytes,
            long invocationQueueBytes,
            Duration callTime) {

        public static final Limits DEFAULT = new Limits(1000, 10_000, 10_000, 1L << 20, 8L << 20, Duration.ZERO);
    }
}
