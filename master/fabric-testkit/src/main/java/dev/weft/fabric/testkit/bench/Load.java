package dev.weft.fabric.testkit.bench;

import java.util.Locale;

/**
 * One load.
 *
 * @param senders callers or publishers
 * @param receivers callees (one procedure each, each called by one caller) or subscribers (all of one topic)
 * @param window calls in flight per caller, or publications per publisher that not every subscriber has seen
 * @param payloadBytes size of the one binary argument
 */
record Load(Kind kind, int senders, int receivers, int window, int payloadBytes) {

    /** What is counted. */
    enum Kind {
        CALLS,
        EVENTS
    }

    @Override
    public String toString() {
        return kind == Kind.CALLS
                ? String.format(Locale.ROOT, "calls, %d callers, %d in flight each", senders, window)
                : String.format(Locale.ROOT, "events %d -> %d", senders, receivers);
    }
}
