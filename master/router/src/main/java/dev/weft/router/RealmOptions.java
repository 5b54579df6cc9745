package dev.weft.router;

import dev.weft.wamp.uri.MatchPolicy;
import dev.weft.wamp.uri.Uri;
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
 * @param retention how much is retained of what publishers ask to be retained
 * @param uriRules what topics and procedures may look like
 * @param stored what is kept for later
 */
public record RealmOptions(
        String name,
        MetaApi metaApi,
        Limits limits,
        List<String> reservedPrefixes,
        CallRules callRules,
        Retention retention,
        Uri.Rules uriRules,
        Stored stored) {

    public RealmOptions {
        reservedPrefixes = List.copyOf(reservedPrefixes);
    }

    /** The defaults: meta API on, {@code wamp.} and {@code crossbar.} reserved. */
    public static RealmOptions of(String name) {
        return new RealmOptions(
                name,
                MetaApi.ON,
                Limits.DEFAULT,
                List.of("wamp.", "crossbar."),
                CallRules.WAMP,
                Retention.DEFAULT,
                Uri.Rules.LOOSE,
                Stored.NOTHING);
    }

    public RealmOptions withMetaApi(MetaApi value) {
        return new RealmOptions(name, value, limits, reservedPrefixes, callRules, retention, uriRules, stored);
    }

    public RealmOptions withLimits(Limits value) {
        return new RealmOptions(name, metaApi, value, reservedPrefixes, callRules, retention, uriRules, stored);
    }

    /** A node's own realm, for example, lets its workers register below {@code crossbar.} and reserves {@code wamp.} only. */
    public RealmOptions withReservedPrefixes(List<String> value) {
        return new RealmOptions(name, metaApi, limits, value, callRules, retention, uriRules, stored);
    }

    public RealmOptions withCallRules(CallRules value) {
        return new RealmOptions(name, metaApi, limits, reservedPrefixes, value, retention, uriRules, stored);
    }

    public RealmOptions withRetention(Retention value) {
        return new RealmOptions(name, metaApi, limits, reservedPrefixes, callRules, value, uriRules, stored);
    }

    public RealmOptions withUriRules(Uri.Rules value) {
        return new RealmOptions(name, metaApi, limits, reservedPrefixes, callRules, retention, value, stored);
    }

    public RealmOptions withStored(Stored value) {
        return new RealmOptions(name, metaApi, limits, reservedPrefixes, callRules, retention, uriRules, value);
    }

    /**
     * How much is retained (WAMP, "Event Retention"); beyond it the topic that was published to least recently is forgotten.
     *
     * @param topics how many
     * @param bytes of all events together, about
     */
    public record Retention(int topics, long bytes) {

        public static final Retention DEFAULT = new Retention(10_000, 64L << 20);
    }

    /**
     * What is kept for later, in memory.
     *
     * @param history the topics and patterns of which the last events are kept (WAMP, "Event History")
     * @param callQueues the procedures whose calls wait while no callee takes them, each of which serves as many as it wants to (option
     *     {@code concurrency} of REGISTER) or does not read as fast as it is called; other calls are answered with an error at once.
     *     The limit is that of one registration; 0 for none
     */
    public record Stored(List<Kept> history, List<Kept> callQueues) {

        public static final Stored NOTHING = new Stored(List.of(), List.of());

        public Stored {
            history = List.copyOf(history);
            callQueues = List.copyOf(callQueues);
        }
    }

    /**
     * Something of which a number is kept.
     *
     * @param limit how many
     */
    public record Kept(String uri, MatchPolicy match, int limit) {}

    /** Whether the realm tells about itself. */
    public enum MetaApi {
        ON,
        OFF
    }

    /**
     * Bounds of the realm and of each session. Sessions with the role {@code trusted} are part of the router and are not counted.
     *
     * @param sessions of the realm; who wants to be one more gets ABORT with {@code wamp.error.unavailable}
     * @param pendingCalls calls without an answer; one more is answered with {@code wamp.error.unavailable}
     * @param subscriptions held at the same time
     * @param registrations held at the same time
     * @param eventQueueBytes events for a session with more than this in its outbound queue are dropped and counted
     * @param invocationQueueBytes a callee with more than this in its outbound queue gets no further invocations
     * @param testaments to be published when it ends
     * @param testamentBytes of all of them
     * @param callTime after which a call ends without an answer, whatever its caller asked for; zero for never
     */
    public record Limits(
            int sessions,
            int pendingCalls,
            int subscriptions,
            int registrations,
            long eventQueueBytes,
            long invocationQueueBytes,
            int testaments,
            long testamentBytes,
            Duration callTime) {

        public static final Limits DEFAULT =
                new Limits(100_000, 1000, 10_000, 10_000, 1L << 20, 8L << 20, 16, 64L << 10, Duration.ZERO);

        public Limits withPendingCalls(int most) {
            return new Limits(
                    sessions,
                    most,
                    subscriptions,
                    registrations,
                    eventQueueBytes,
                    invocationQueueBytes,
                    testaments,
                    testamentBytes,
                    callTime);
        }
    }
}
