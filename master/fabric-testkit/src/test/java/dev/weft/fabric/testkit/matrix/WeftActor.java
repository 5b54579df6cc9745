package dev.weft.fabric.testkit.matrix;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.client.WampSession.RunningCall;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One session of Weft's own client, and what it has seen until it is asked for. */
final class WeftActor {

    private final WampSession session;
    private final Map<String, WampSession.Registration> registrations = new ConcurrentHashMap<>();
    private final Map<String, WampSession.Subscription> subscriptions = new ConcurrentHashMap<>();
    private final List<CompletableFuture<Payload>> held = new ArrayList<>();
    private final List<Object> entries = new ArrayList<>();
    private CompletableFuture<List<Object>> asked = new CompletableFuture<>();
    private int count = Integer.MAX_VALUE;

    WeftActor(WampSession session) {
        this.session = session;
    }

    CompletionStage<?> register(String uri, Dict options, @Nullable Object does) {
        return session.register(uri, options, invocation -> serve(does, uri, invocation))
                .thenApply(registration -> {
                    registrations.put(uri, registration);
                    return Map.of("id", registration.id());
                });
    }

    CompletionStage<?> unregister(String uri) {
        return Trees.known(registrations, uri).unregister();
    }

    private CompletionStage<Payload> serve(@Nullable Object does, String uri, InvocationContext call) {
        if ("echo".equals(does)) {
            return CompletableFuture.completedFuture(call.payload());
        }
        if ("nothing".equals(does)) {
            return CompletableFuture.completedFuture(Payload.empty());
        }
        if ("details".equals(does)) {
            Map<String, @Nullable Object> told =
                    present(call.details(), "procedure", "caller", "caller_authid", "caller_authrole");
            told.putIfAbsent("procedure", uri);
            return CompletableFuture.completedFuture(Payload.ofKeywords(told));
        }
        if ("waits".equals(does)) {
            return waiting(call);
        }
        Map<String, @Nullable Object> how = Trees.dict(does);
        if (how.containsKey("says")) {
            return CompletableFuture.completedFuture(Payload.of(Trees.list(how.get("says")), Map.of()));
        }
        if (how.containsKey("progresses")) {
            Trees.list(how.get("progresses")).forEach(step -> call.progress(Payload.of(step)));
            return CompletableFuture.completedFuture(Payload.of("done"));
        }
        throw new ApplicationError(String.valueOf(how.get("fails")), payload(how));
    }

    private CompletionStage<Payload> waiting(InvocationContext call) {
        CompletableFuture<Payload> released = new CompletableFuture<>();
        synchronized (this) {
            held.add(released);
        }
        saw(told(Payload.of("called")));
        call.canceled().thenAccept(mode -> {
            saw(told(Payload.of("interrupted")));
            released.completeExceptionally(new ApplicationError(ErrorUri.CANCELED, Payload.empty()));
        });
        return released;
    }

    CompletionStage<?> release() {
        List<CompletableFuture<Payload>> all;
        synchronized (this) {
            all = List.copyOf(held);
            held.clear();
        }
        all.forEach(released -> released.complete(Payload.of("released")));
        return CompletableFuture.completedFuture(null);
    }

    /** @param answer with the progressive results, where those were asked for */
    record Calling(RunningCall call, CompletionStage<?> answer) {}

    Calling call(String uri, Dict options, Payload payload) {
        List<Object> steps = new ArrayList<>();
        RunningCall call = session.open(uri, options, payload, step -> steps.add(step.arguments()));
        return new Calling(call, call.result().thenApply(result -> {
            Map<String, @Nullable Object> told = told(result);
            if (options.flag("receive_progress")) {
                told.put("progress", steps);
            }
            return told;
        }));
    }

    CompletionStage<?> subscribe(String uri, Dict options) {
        return session.subscribe(uri, options, (payload, details) -> {
                    Map<String, @Nullable Object> entry = present(
                            details, "topic", "publisher", "publisher_authid", "publisher_authrole", "retained");
                    entry.putIfAbsent("topic", uri);
                    entry.putAll(told(payload));
                    saw(entry);
                })
                .thenApply(subscription -> {
                    subscriptions.put(uri, subscription);
                    return Map.of("id", subscription.id());
                });
    }

    CompletionStage<?> unsubscribe(String uri) {
        return Trees.known(subscriptions, uri).unsubscribe();
    }

    CompletionStage<?> publish(String uri, Dict options, Payload payload) {
        return session.publish(uri, options, payload);
    }

    CompletionStage<?> leave() {
        return session.close();
    }

    CompletionStage<?> closed() {
        return session.closed().thenApply(reason -> Map.of("reason", reason));
    }

    private synchronized void saw(Object entry) {
        entries.add(entry);
        serveAsked();
    }

    /** Everything, once there is so much. */
    synchronized CompletionStage<?> seen(int wanted) {
        count = wanted;
        asked = new CompletableFuture<>();
        CompletionStage<?> answer = asked;
        serveAsked();
        return answer;
    }

    private void serveAsked() {
        if (entries.size() >= count) {
            count = Integer.MAX_VALUE;
            List<Object> taken = List.copyOf(entries);
            entries.clear();
            asked.complete(taken);
        }
    }

    static Payload payload(Map<String, @Nullable Object> fields) {
        return Payload.of(Trees.list(fields.get("args")), Trees.dict(fields.get("kwargs")));
    }

    static Map<String, @Nullable Object> told(Payload payload) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("args", payload.arguments());
        told.put("kwargs", payload.keywords());
        return told;
    }

    private static Map<String, @Nullable Object> present(Dict details, String... names) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        for (String name : names) {
            if (details.has(name)) {
                told.put(name, details.get(name));
            }
        }
        return told;
    }
}
