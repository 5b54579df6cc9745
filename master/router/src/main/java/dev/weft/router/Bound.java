package dev.weft.router;

import java.util.Locale;

/** What a realm puts up with from one session, or in all; see {@link RealmOptions.Limits}. */
public enum Bound {
    SESSIONS,
    PENDING_CALLS,
    SUBSCRIPTIONS,
    REGISTRATIONS,
    TESTAMENTS,
    /** An event was dropped: its recipient does not read as fast as it is published. */
    EVENT_QUEUE,
    /** A call found no callee that reads as fast as it is called. */
    INVOCATION_QUEUE,
    /** A call found every callee busy, and may not wait. */
    CONCURRENCY,
    /** As many calls wait for a callee as may. */
    CALL_QUEUE,
    /** A topic was forgotten of which events were retained. */
    RETAINED,
    /** A call took longer than the realm lets any call take. */
    CALL_TIME;

    /** In statistics and logs: {@code pending_calls}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
