package dev.weft.node.uplink;

import dev.weft.transport.client.ReconnectingClient;
import dev.weft.transport.client.ReconnectingClient.Remembered;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Offers every procedure of the node's realm at the master, and follows as they come and go. Safe for use by several threads. The
 * node's realm tells of a new registration before its callee hears of it, so whoever asks {@link #whenExported} after a worker said
 * that it is ready, asks about all of the worker's procedures.
 */
final class Exports {

    private final WampSession node;
    private final Map<Long, Local> locals = new HashMap<>();
    private final Map<Long, Remembered> remote = new HashMap<>();
    private @Nullable ReconnectingClient client;
    private @Nullable NodeUris uris;

    /** A registration on the node's realm. */
    private record Local(String uri, String match) {}

    Exports(WampSession node) {
        this.node = node;
    }

    /** Begins to follow; completes when all that is registered now is known. */
    CompletionStage<Void> begin() {
        return node.subscribe("wamp.registration.on_create", Dict.empty(), (event, details) -> onCreate(event))
                .thenCompose(done -> node.subscribe(
                        "wamp.registration.on_delete", Dict.empty(), (event, details) -> onDelete(event)))
                .thenCompose(done -> node.call("wamp.registration.list", Payload.empty()))
                .thenCompose(this::readAll);
    }

    /** The node has a name at the master: offers everything under it. */
    synchronized void attach(ReconnectingClient master, NodeUris names) {
        if (names.equals(uris)) {
            return;
        }
        remote.values().forEach(Remembered::forget);
        remote.clear();
        client = master;
        uris = names;
        locals.forEach(this::offer);
    }

    /** Completes when everything that is registered here now was offered, or refused. */
    CompletionStage<Void> whenExported() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        synchronized (this) {
            remote.values().forEach(r -> all.add(r.ready().toCompletableFuture().handle((done, refused) -> null)));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletionStage<Void> readAll(Payload list) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        if (list.argument(0) instanceof Map<?, ?> byMatch) {
            for (Object ids : byMatch.values()) {
                if (ids instanceof List<?> listed) {
                    for (Object id : listed) {
                        done = done.thenCompose(before -> node.call("wamp.registration.get", Payload.of(id)))
                                .thenAccept(answer -> onRegistration(answer.argument(0)))
                                // It may be gone again.
                                .exceptionally(gone -> null);
                    }
                }
            }
        }
        return done;
    }

    private void onCreate(Payload event) {
        onRegistration(event.argument(1));
    }

    private synchronized void onRegistration(@Nullable Object description) {
        if (description instanceof Map<?, ?> d
                && d.get("id") instanceof Long id
                && d.get("uri") instanceof String uri
                && NodeUris.isExported(uri)) {
            Local local = new Local(uri, String.valueOf(d.get("match")));
            if (locals.putIfAbsent(id, local) == null) {
                offer(id, local);
            }
        }
    }

    private synchronized void onDelete(Payload event) {
        if (event.argument(1) instanceof Long id) {
            locals.remove(id);
            Remembered old = remote.remove(id);
            if (old != null) {
                old.forget();
            }
        }
    }

    private void offer(Long id, Local local) {
        ReconnectingClient master = client;
        NodeUris names = uris;
        if (master != null && names != null) {
            Dict options = local.match().equals("exact") ? Dict.empty() : Dict.of("match", local.match());
            remote.put(id, master.register(names.remote(local.uri()), options, call -> forward(names, local, call)));
        }
    }

    /** Results and errors go back as they are; who really calls is passed on for {@code who} in results. */
    private CompletionStage<Payload> forward(NodeUris names, Local local, InvocationContext call) {
        String procedure = call.details().string("procedure");
        String target = local.match().equals("exact") || procedure == null ? local.uri() : names.local(procedure);
        Object origin = call.details().get("forward_for");
        Dict options = origin == null ? Dict.empty() : Dict.of("forward_for", origin);
        CompletionStage<Payload> answer = node.call(target, options, call.payload());
        call.canceled().thenAccept(mode -> answer.toCompletableFuture().cancel(false));
        return answer;
    }
}
