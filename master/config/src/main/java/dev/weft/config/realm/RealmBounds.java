package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;

/** What a realm of Weft puts up with. Crossbar.io does not know it. */
@Impact(RESTART_OBJECT)
public record RealmBounds(
        @Default("100000") @Range(min = 1, max = 10_000_000) @Doc("Sessions at the same time")
        int maxSessions,

        @Default("1000") @Range(min = 1, max = 1_000_000) @Doc("Calls of one session that wait for an answer")
        int maxPendingCalls,

        @Default("10000") @Range(min = 1, max = 1_000_000) @Doc("Subscriptions of one session")
        int maxSubscriptions,

        @Default("10000") @Range(min = 1, max = 1_000_000) @Doc("Registrations of one session")
        int maxRegistrations,

        @Default("1048576")
        @Range(min = 1024, max = 1_073_741_824)
        @Doc("Bytes that wait for a subscriber; with more, it misses events")
        int maxEventQueue,

        @Default("8388608")
        @Range(min = 1024, max = 1_073_741_824)
        @Doc("Bytes that wait for a callee; with more, it gets no calls")
        int maxInvocationQueue,

        @Default("16") @Range(min = 1, max = 10_000) @Doc("Testaments of one session")
        int maxTestaments,

        @Default("65536") @Range(min = 1024, max = 1_073_741_824) @Doc("Bytes of all of these")
        int maxTestamentBytes,

        @Default("0")
        @Range(min = 0, max = 86_400_000)
        @Doc("Milliseconds that any call may take, whatever its caller asks for; 0 for no bound")
        int maxCallTime,

        @Default("10000") @Range(min = 1, max = 1_000_000) @Doc("Topics of which an event is retained")
        int maxRetainedTopics,

        @Default("67108864") @Range(min = 1024, max = 1_073_741_824) @Doc("Bytes of all events that are retained")
        int maxRetainedBytes) {}
