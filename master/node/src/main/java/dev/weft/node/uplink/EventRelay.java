package dev.weft.node.uplink;

import dev.weft.transport.client.ReconnectingClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the node's events at the master, acknowledged. Events of a time without a master are not kept: whoever missed some sees
 * it by the gap in {@code seq} and reads a snapshot.
 */
final class EventRelay {

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);

    /** Above this many events without an answer, the master does not keep up: further ones are dropped. */
    private static final int MOST_PENDING = 5000;

    private static final Dict ACKNOWLEDGED = Dict.of("acknowledge", true);

    private final WampSession node;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable NodeUris uris;
    private volatile @Nullable ReconnectingClient client;

    EventRelay(WampSession node) {
        this.node = node;
    }

    CompletionStage<Void> begin() {
        return node.subscribe(NodeUris.LOCAL, Dict.of("match", "prefix"), (payload, details) -> {
                    String topic = details.string("topic");
                    if (topic != null) {
                        relay(topic, payload);
                    }
                })
                .thenApply(subscribed -> null);
    }

    void attach(ReconnectingClient master, NodeUris names) {
        client = master;
        uris = names;
    }

    private void relay(String topic, Payload payload) {
        ReconnectingClient master = client;
        NodeUris names = uris;
        if (master == null || names == null || master.session().isEmpty()) {
            return;
        }
        if (pending.incrementAndGet() > MOST_PENDING) {
            pending.decrementAndGet();
            return;
        }
        master.publish(names.remote(topic), ACKNOWLEDGED, payload).whenComplete((done, failure) -> {
            pending.decrementAndGet();
            if (failure != null) {
                LOG.debug("event {} did not reach the master: {}", topic, String.valueOf(failure.getMessage()));
            }
        });
    }
}
