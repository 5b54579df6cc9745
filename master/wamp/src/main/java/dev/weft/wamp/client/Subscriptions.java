package dev.weft.wamp.client;

import dev.weft.wamp.client.WampSession.EventHandler;
import dev.weft.wamp.client.WampSession.Subscription;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Subscribed;
import dev.weft.wamp.message.Unsubscribe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a session's subscriptions. A router answers every SUBSCRIBE for one topic with the same id, so several handlers share
 * one subscription, and only the last one to leave ends it.
 */
final class Subscriptions {

    private final Requests requests;
    private final HandlerFailures failures;
    private final Map<Long, List<Handle>> handlers = new ConcurrentHashMap<>();

    /** SUBSCRIBEs on their way, by topic and match: the subscription must not be ended under them. Guarded by this. */
    private final Map<Topic, Integer> underWay = new HashMap<>();

    Subscriptions(Requests requests, HandlerFailures failures) {
        this.requests = requests;
        this.failures = failures;
    }

    private record Topic(String uri, @Nullable String match) {}

    CompletionStage<Subscription> subscribe(String uri, Dict options, EventHandler handler) {
        Topic topic = new Topic(uri, options.string(Options.MATCH));
        CompletableFuture<Subscription> future = new CompletableFuture<>();
        synchronized (this) {
            underWay.merge(topic, 1, Integer::sum);
        }
        requests.send(id -> new Subscribe(id, options, uri), new Requests.Request() {

            @Override
            public MessageType type() {
                return MessageType.SUBSCRIBE;
            }

            @Override
            public void answered(Message answer) {
                future.complete(add(topic, ((Subscribed) answer).subscription(), handler));
            }

            @Override
            public void failed(RuntimeException failure) {
                arrived(topic);
                future.completeExceptionally(failure);
            }
        });
        return future;
    }

    void onEvent(Event event) {
        Payload payload = Passthru.read(event.payload(), event.details());
        for (Handle handle : handlers.getOrDefault(event.subscription(), List.of())) {
            try {
                handle.handler.onEvent(payload, event.details());
            } catch (RuntimeException e) {
                failures.handlerFailed("event handler of " + handle.topic.uri(), e);
            }
        }
    }

    /** The router took the subscription away. */
    void revoked(long id, String reason) {
        List<Handle> gone;
        synchronized (this) {
            gone = handlers.remove(id);
        }
        if (gone != null) {
            gone.forEach(handle -> handle.revoked.complete(reason));
        }
    }

    private synchronized Subscription add(Topic topic, long id, EventHandler handler) {
        arrived(topic);
        Handle handle = new Handle(topic, id, handler);
        handlers.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(handle);
        return handle;
    }

    private synchronized void arrived(Topic topic) {
        underWay.computeIfPresent(topic, (key, count) -> count == 1 ? null : count - 1);
    }

    /** True where the last handler left and the router must hear of it. */
    private synchronized boolean remove(Handle handle) {
        List<Handle> list = handlers.get(handle.id);
        if (list == null || !list.remove(handle) || !list.isEmpty() || underWay.containsKey(handle.topic)) {
            return false;
        }
        handlers.remove(handle.id);
        return true;
    }

    private final class Handle implements Subscription {

        private final Topic topic;
        private final long id;
        private final EventHandler handler;
        private final CompletableFuture<String> revoked = new CompletableFuture<>();

        Handle(Topic topic, long id, EventHandler handler) {
            this.topic = topic;
            this.id = id;
            this.handler = handler;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public CompletionStage<Void> unsubscribe() {
            CompletableFuture<Void> future = new CompletableFuture<>();
            synchronized (Subscriptions.this) {
                if (remove(this)) {
                    requests.send(
                            request -> new Unsubscribe(request, id),
                            new PendingRequest<>(MessageType.UNSUBSCRIBE, future, answer -> null));
                } else {
                    future.complete(null);
                }
            }
            return future;
        }

        @Override
        public CompletionStage<String> revoked() {
            return revoked.copy();
        }
    }
}
