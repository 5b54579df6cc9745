package dev.weft.node.worker;

import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.client.WampSession.InvocationContext;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The meta API of each realm on the node's own realm: {@code crossbar.worker.<id>.realm.<realm id>.root.wamp.session.list} calls
 * {@code wamp.session.list} on the realm. With {@code bridge_meta_api} its meta events come the same way, with dashes for dots.
 */
final class RealmMeta {

    private final String worker;
    private final WampSession node;
    private final Executor loop;
    private final Map<String, Bridge> bridges = new ConcurrentHashMap<>();

    private record Bridge(WampSession session, WampSession.Registration registration) {}

    /** @param loop what follows runs there */
    RealmMeta(String worker, WampSession node, Executor loop) {
        this.worker = worker;
        this.node = node;
        this.loop = loop;
    }

    CompletionStage<Void> open(RunningRealm realm, boolean withEvents) {
        String prefix = WorkerUris.prefix(worker) + "realm." + realm.id() + ".root.";
        return realm.realm().open("weft-meta", "trusted").thenCompose(session -> {
            CompletionStage<Void> events =
                    withEvents ? bridgeEvents(session, prefix) : CompletableFuture.completedFuture(null);
            return events.thenCompose(subscribed ->
                            node.register(prefix, Dict.of("match", "prefix"), call -> forward(session, prefix, call)))
                    .thenAcceptAsync(registration -> bridges.put(realm.id(), new Bridge(session, registration)), loop);
        });
    }

    CompletionStage<Void> close(String realmId) {
        Bridge bridge = bridges.remove(realmId);
        return bridge == null
                ? CompletableFuture.completedFuture(null)
                : bridge.registration().unregister();
    }

    private CompletionStage<Void> bridgeEvents(WampSession session, String prefix) {
        return session.subscribe("wamp.", Dict.of("match", "prefix"), (payload, details) -> {
                    String topic = details.string("topic");
                    if (topic != null) {
                        node.publish(prefix + topic.replace('.', '-'), Dict.empty(), payload);
                    }
                })
                .thenApply(subscribed -> null);
    }

    private static CompletionStage<Payload> forward(WampSession session, String prefix, InvocationContext call) {
        String called = String.valueOf(call.details().string("procedure"));
        String procedure = called.substring(Math.min(prefix.length(), called.length()));
        if (!procedure.startsWith("wamp.")) {
            throw ApplicationError.of(
                    ErrorUri.NO_SUCH_PROCEDURE,
                    "no procedure '" + called + "': only those of the meta API are served here");
        }
        return session.call(procedure, inOrder(called, call.payload()));
    }

    /** The realm's router takes the arguments of its meta API by position; callers may name them as the table does. */
    private static Payload inOrder(String called, Payload payload) {
        return ProcedureTable.match(Scope.NODE, called)
                .map(match -> match.procedure().bindLocal(payload).toLocalPayload())
                .orElse(payload);
    }
}
