package dev.weft.fabric.testkit.bench;

import java.util.Locale;

/**
 * One load.
 *
 * @param senders callers or publishers
 * @param receivers callees (one procedure each, which the callers share out among them) or subscribers (all of one topic)
 * @param window calls, or acknowledged publications, in flight per sender; else publications per publisher that not every subscriber has
 *     seen
 * @param payloadBytes size of the one argument
 */
record Load(Kind kind, int senders, int receivers, int window, int payloadBytes) {

    /** What is counted: results, events delivered, acknowledgements. */
    enum Kind {
        CALLS,
        EVENTS,
        ACKNOWLEDGED
    }

    static Load calls(int callers, int window, int payloadBytes) {
        return new Load(Kind.CALLS, callers, callers, window, payloadBytes);
    }

    static Load events(int publishers, int subscribers, int window, int payloadBytes) {
        return new Load(Kind.EVENTS, publishers, subscribers, window, payloadBytes);
    }

    /** Nobody subscribes: what is measured is the publication and its acknowledgement. */
    static Load acknowledged(int publishers, int window, int payloadBytes) {
        return new Load(Kind.ACKNOWLEDGED, publishers, 0, window, payloadBytes);
    }

    int sessions() {
        return senders + receivers;
    }

    @Override
    public String toString() {
        String each = senders == 1 ? "" : "s";
        return switch (kind) {
            case CALLS -> String.format(Locale.ROOT, "calls, %d caller%s, %d in flight each", senders, each, window);
            case EVENTS -> String.format(Locale.ROOT, "events %d -> %d (received)", senders, receivers);
            case ACKNOWLEDGED ->
                String.format(
                        Locale.ROOT, "acknowledged publications, %d publisher%s, %d in flight", senders, each, window);
        };
    }
}
