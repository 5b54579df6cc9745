package dev.weft.node.controller;

import dev.weft.node.procedure.Times;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what changes on this node, each change with a number: {@code seq} counts from 1 without gaps within one {@code epoch},
 * which is this start of the controller. For the controller's thread, but for {@link #seq}.
 */
final class Changes {

    private final WampSession session;
    private final Clock clock;
    private final String epoch;
    private volatile long seq;

    Changes(WampSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.epoch = Long.toString(clock.millis());
    }

    /** The number of the last change. */
    long seq() {
        return seq;
    }

    String epoch() {
        return epoch;
    }

    /** One change under its name. */
    void publish(String topic, List<? extends @Nullable Object> arguments) {
        publish(List.of(topic), arguments);
    }

    /** One change under several names: the number is the same. */
    void publish(List<String> topics, List<? extends @Nullable Object> arguments) {
        long number = seq + 1;
        seq = number;
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        keywords.put("seq", number);
        keywords.put("epoch", epoch);
        keywords.put("ts", Times.iso(clock.instant()));
        for (String topic : topics) {
            session.publish(topic, Dict.empty(), Payload.of(arguments, keywords));
        }
    }

    /** Something that is no change: a log line, for example. */
    void tell(String topic, List<? extends @Nullable Object> arguments) {
        session.publish(topic, Dict.empty(), Payload.of(arguments, Map.of("ts", Times.iso(clock.instant()))));
    }
}
