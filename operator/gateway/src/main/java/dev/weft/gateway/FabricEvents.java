package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.path.NodeKey;
import dev.weft.fabric.api.TopicTable;
import dev.weft.transport.client.Backoff;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hears what happens on nodes. From our master through one topic that carries each change once and counts them, so that a gap is
 * noticed; from an original through whatever it publishes, of which much never arrives: there the resync carries it.
 */
final class FabricEvents implements LiveEvents.Following {

    private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    /** A node came or went: no change on the node, so not among those that are counted. */
    private static final String ON_NODE = "crossbarfabriccenter.mrealm.on_node_";

    private static final List<String> ORIGINAL_PREFIXES = List.of("crossbarfabriccenter.remote.", ON_NODE);
    private static final Dict PREFIX = Dict.of("match", "prefix");

    private final FabricSessions sessions;
    private final FabricReader reader;
    private final String mrealm;
    private final LiveEvents.Listener listener;
    private final Map<NodeKey, Position> positions = new HashMap<>();
    private final List<WampSession.Subscription> subscriptions = new ArrayList<>();
    private int failures;
    private volatile boolean closed;

    private FabricEvents(FabricSessions sessions, FabricReader reader, String mrealm, LiveEvents.Listener listener) {
        this.sessions = sessions;
        this.reader = reader;
        this.mrealm = mrealm;
        this.listener = listener;
    }

    static FabricEvents follow(
            FabricSessions sessions, FabricReader reader, String mrealm, LiveEvents.Listener listener) {
        FabricEvents events = new FabricEvents(sessions, reader, mrealm, listener);
        sessions.follow(mrealm);
        events.join();
        return events;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        unsubscribe();
        sessions.leave(mrealm);
    }

    private void join() {
        if (closed) {
            return;
        }
        reader.product()
                .thenCompose(product -> sessions.on(mrealm)
                        .thenCompose(session ->
                                subscribe(session, product.capabilities()).thenApply(done -> session)))
                .whenComplete((session, failure) -> {
                    if (failure != null) {
                        lost(String.valueOf(Stages.cause(failure).getMessage()));
                    } else if (!closed) {
                        joined();
                        session.closed().thenAccept(this::lost);
                    }
                });
    }

    private void joined() {
        synchronized (this) {
            failures = 0;
        }
        listener.onFollowing(mrealm);
        listener.onUncertain();
    }

    private void lost(String reason) {
        unsubscribe();
        if (closed || sessions.isClosed()) {
            return;
        }
        listener.onLost(mrealm, reason);
        long millis;
        synchronized (this) {
            millis = RETRIES.delay(++failures, ThreadLocalRandom.current()::nextDouble)
                    .toMillis();
        }
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::join);
    }

    private CompletionStage<?> subscribe(WampSession session, Set<Capability> capabilities) {
        if (capabilities.contains(Capability.ON_CHANGE)) {
            return subscribe(session, TopicTable.ON_CHANGE, Dict.empty(), this::onChange)
                    .thenCompose(done -> subscribe(session, ON_NODE, PREFIX, this::onPresence));
        }
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (String prefix : ORIGINAL_PREFIXES) {
            all.add(subscribe(session, prefix, PREFIX, this::onOriginal).toCompletableFuture());
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<?> subscribe(WampSession session, String topic, Dict options, Consumer<Payload> heard) {
        return session.subscribe(topic, options, (payload, details) -> {
                    if (!closed) {
                        heard.accept(payload);
                    }
                })
                .thenAccept(subscription -> {
                    synchronized (this) {
                        subscriptions.add(subscription);
                    }
                    if (closed) {
                        unsubscribe();
                    }
                });
    }

    /** Also after a failure: the next attempt begins from nothing. */
    private void unsubscribe() {
        List<WampSession.Subscription> over;
        synchronized (this) {
            over = List.copyOf(subscriptions);
            subscriptions.clear();
        }
        for (WampSession.Subscription subscription : over) {
            CompletionStage<?> unused = subscription.unsubscribe().exceptionally(lost -> null);
        }
    }

    private void onChange(Payload payload) {
        Map<String, Object> keywords = Wire.dict(payload.keywords());
        Optional<String> authid = Wire.text(keywords, "node_authid");
        if (authid.isEmpty()) {
            listener.onUncertain();
            return;
        }
        NodeKey node = new NodeKey(mrealm, authid.get());
        String epoch = Wire.text(keywords, "epoch").orElse("");
        long seq = Wire.number(keywords, "seq");
        Position before;
        synchronized (positions) {
            before = positions.put(node, new Position(epoch, seq));
        }
        // A gap and a restarted node come to the same: the node is read, which is what an event asks for anyway.
        // What happened in between is covered by that reading, so nothing more is needed unless the count went
        // backwards within one epoch.
        if (before != null && before.epoch().equals(epoch) && seq != 0 && seq < before.seq()) {
            listener.onUncertain();
        }
        listener.onNode(node);
    }

    private void onPresence(Payload payload) {
        Wire.text(Wire.dict(payload.keywords()), "node_authid")
                .ifPresentOrElse(authid -> listener.onNode(new NodeKey(mrealm, authid)), listener::onUncertain);
    }

    /** An original puts the node's authid first; ours its oid, but then it announces better. */
    private void onOriginal(Payload payload) {
        if (payload.argument(0) instanceof String authid) {
            listener.onNode(new NodeKey(mrealm, authid));
        } else {
            listener.onUncertain();
        }
    }

    /** How far the changes of a node were followed. */
    private record Position(String epoch, long seq) {}
}
