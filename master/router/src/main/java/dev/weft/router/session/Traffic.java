package dev.weft.router.session;

import dev.weft.wamp.message.MessageType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Message counters of one realm. Used on its loop only. */
public final class Traffic {

    private static final MessageType[] TYPES = MessageType.values();

    /** Above all message codes. */
    private static final int CODES = 128;

    private final long[] sent = new long[CODES];
    private final long[] received = new long[CODES];
    private long eventsDropped;

    public void countSent(MessageType type) {
        sent[type.code()]++;
    }

    public void countReceived(MessageType type) {
        received[type.code()]++;
    }

    public void countDroppedEvent() {
        eventsDropped++;
    }

    public Map<String, Long> sent() {
        return byName(sent);
    }

    public Map<String, Long> received() {
        return byName(received);
    }

    public long eventsDropped() {
        return eventsDropped;
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
