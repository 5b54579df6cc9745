package dev.weft.fabric.remote;

import dev.weft.fabric.control.Caller;
import dev.weft.fabric.control.Origin;
import dev.weft.fabric.control.Presence;
import dev.weft.fabric.store.FabricNode;
import dev.weft.router.Timers;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Passes calls on to the nodes of one management realm. Results and errors come back as they are, still encoded. Only three errors
 * are the master's own: the node is offline, the node did not answer in time, and the worker does not exist.
 */
public final class Forwarder {

    private static final String REALM = "realm.";
    private static final String REALM_ROOT = ".root.";

    private final WampSession session;
    private final Presence presence;
    private final Timers timers;
    private final Duration timeout;

    /** @param session with which the node's procedures are called */
    public Forwarder(WampSession session, Presence presence, Timers timers, Duration timeout) {
        this.session = session;
        this.presence = presence;
        this.timers = timers;
        this.timeout = timeout;
    }

    /**
     * A call for a node.
     *
     * @param worker the worker that it is for, or null for the node's controller
     * @param procedure what follows {@code crossbar.} or {@code crossbar.worker.<id>.} on the node
     * @param payload what the node gets
     */
    public record Target(FabricNode node, @Nullable String worker, String procedure, Payload payload) {

        String uri() {
            return "crossbarfabriccenter.node." + node.authid() + (worker == null ? "." : ".worker." + worker + ".")
                    + procedure;
        }

        /** The realm of the worker that the procedure is below. */
        Optional<String> realm() {
            int end = procedure.indexOf(REALM_ROOT);
            return procedure.startsWith(REALM) && end > 0
                    ? Optional.of(procedure.substring(REALM.length(), end))
                    : Optional.empty();
        }
    }

    /**
     * Calls the node.
     *
     * @param caller told to the node, for {@code who} in its results
     * @param canceled cancels the call at the node when it completes
     */
    public CompletionStage<Payload> forward(Target target, Caller caller, CompletionStage<String> canceled) {
        if (!presence.of(target.node().oid()).online()) {
            return CompletableFuture.failedFuture(offline(target));
        }
        CompletableFuture<Payload> answer = call(target, caller);
        CompletableFuture<Payload> result = new CompletableFuture<>();
        Timers.Timer timer = timers.after(timeout, () -> {
            if (result.completeExceptionally(timedOut(target))) {
                answer.cancel(false);
            }
        });
        canceled.thenAccept(mode -> answer.cancel(false));
        // Not with the answer alone: the questions that explain a missing procedure may hang as well.
        result.whenComplete((payload, failure) -> timer.cancel());
        answer.whenComplete((payload, failure) -> {
            if (failure == null) {
                result.complete(payload);
            } else {
                explain(target, caller, cause(failure))
                        .whenComplete((never, better) ->
                                result.completeExceptionally(better == null ? cause(failure) : cause(better)));
            }
        });
        return result;
    }

    private CompletableFuture<Payload> call(Target target, Caller caller) {
        return session.call(target.uri(), Dict.of("forward_for", List.of(caller.toTree())), target.payload())
                .toCompletableFuture();
    }

    /**
     * A missing procedure of a worker usually means a missing worker, one of a realm a missing realm: the node's controller and the
     * worker know. Always fails.
     */
    private CompletionStage<Payload> explain(Target target, Caller caller, Throwable failure) {
        if (!(failure instanceof ApplicationError error) || !error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE)) {
            return CompletableFuture.failedFuture(failure);
        }
        if (!presence.of(target.node().oid()).online()) {
            return CompletableFuture.failedFuture(offline(target));
        }
        if (target.worker() == null) {
            return CompletableFuture.failedFuture(failure);
        }
        Target worker = new Target(target.node(), null, "get_worker", Payload.of(target.worker()));
        return ask(worker, caller, ErrorUri.NO_SUCH_WORKER)
                .thenCompose(missing -> missing.isPresent()
                        ? CompletableFuture.completedFuture(missing)
                        : target.realm()
                                .map(realm -> new Target(
                                        target.node(), target.worker(), "get_router_realm", Payload.of(realm)))
                                .map(realm -> ask(realm, caller, ErrorUri.NO_SUCH_OBJECT))
                                .orElse(CompletableFuture.completedFuture(Optional.empty())))
                .thenCompose(missing -> CompletableFuture.failedFuture(missing.orElse(failure)));
    }

    /** The error that the question is answered with, if it is this one. */
    private CompletableFuture<Optional<Throwable>> ask(Target question, Caller caller, String expected) {
        return call(question, caller)
                .handle((found, refusal) -> Optional.ofNullable(refusal)
                        .map(Forwarder::cause)
                        .filter(cause -> cause instanceof ApplicationError error
                                && error.uri().equals(expected)));
    }

    private ApplicationError offline(Target target) {
        String oid = target.node().oid();
        return ApplicationError.of(
                ErrorUri.NO_SUCH_PROCEDURE,
                "no callee registered for procedure <" + target.uri() + ">: node \""
                        + target.node().authid() + "\" is offline",
                details(
                        target,
                        "offline",
                        presence.lastSeen(oid).map(Origin::iso).orElse(null)));
    }

    private ApplicationError timedOut(Target target) {
        return ApplicationError.of(
                ErrorUri.TIMEOUT,
                "node \"" + target.node().authid() + "\" did not answer " + target.procedure() + " within "
                        + timeout.toMillis() + " ms; whether the call took effect is unknown",
                details(target, "online", null));
    }

    private static Map<String, @Nullable Object> details(Target target, String status, @Nullable String lastSeen) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("node", target.node().authid());
        details.put("node_oid", target.node().oid());
        details.put("status", status);
        details.put("last_seen", lastSeen);
        return details;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
