package dev.weft.router.session;

import dev.weft.router.Bound;
import dev.weft.router.BoundListener;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.message.MessageType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Message counters of one realm. Used on its loop only. */
public final class Traffic {

    private static final MessageType[] TYPES = MessageType.values();
    private static final Bound[] BOUNDS = Bound.values();

    /** Above all message codes. */
    private static final int CODES = 128;

    private final long[] sent = new long[CODES];
    private final long[] received = new long[CODES];
    private final long[] reached = new long[BOUNDS.length];
    private final BoundListener listener;

    public Traffic(BoundListener listener) {
        this.listener = listener;
    }

    public void countSent(MessageType type) {
        sent[type.code()]++;
    }

    public void countReceived(MessageType type) {
        received[type.code()]++;
    }

    public void countReached(Bound bound, SessionDetails session, String what) {
        reached[bound.ordinal()]++;
        listener.onReached(bound, session, what);
    }

    public Map<String, Long> sent() {
        return byName(sent);
    }

    public Map<String, Long> received() {
        return byName(received);
    }

    public long eventsDropped() {
        return reached[Bound.EVENT_QUEUE.ordinal()];
    }

    /** How often each bound was reached that was. */
    public Map<String, Long> reached() {
        Map<String, Long> named = new LinkedHashMap<>();
        for (Bound bound : BOUNDS) {
            if (reached[bound.ordinal()] > 0) {
                named.put(bound.text(), reached[bound.ordinal()]);
            }
        }
        return named;
    }

    private static Map<String, Long> byName(long[] counts) {
        Map<String, Long> named = new LinkedHashMap<>();
        for (MessageType type : TYPES) {
            if (counts[type.code()] > 0) {
                named.put(type.name().toLowerCase(Locale.ROOT), counts[type.code()]);
            }
        }
        return named;
    }
}
