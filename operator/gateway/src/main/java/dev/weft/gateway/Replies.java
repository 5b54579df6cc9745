package dev.weft.gateway;

import dev.weft.engine.apply.Reply;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a failed call means. A missing procedure has many reasons: the node has no uplink, the worker is gone or not ready, the node
 * is another make and does not offer it. Where the master does not say which it is, it is found out.
 */
final class Replies {

    private final FabricSessions sessions;
    private final FabricReader reader;

    Replies(FabricSessions sessions, FabricReader reader) {
        this.sessions = sessions;
        this.reader = reader;
    }

    /** The error of a node without uplink, where the master says so. */
    static boolean saysOffline(ApplicationError error) {
        return error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE)
                && "offline".equals(error.payload().keywords().get("status"));
    }

    /**
     * The reply that this failure of a call comes to. Never fails.
     *
     * @param path what the call was about
     * @param row that was called
     */
    CompletionStage<Reply> of(ObjectPath path, Optional<Row> row, Throwable failure) {
        if (!(failure instanceof ApplicationError error)) {
            String text = failure.getMessage();
            return done(new Reply.NoAnswer(text == null ? "no answer from the master in time" : text));
        }
        if (saysOffline(error)) {
            return done(new Reply.Away(error.text()));
        }
        boolean missing =
                error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE) && path.kind().isOnNode();
        if (!missing) {
            return done(failed(error));
        }
        NodeKey node = path.node().orElseThrow();
        return reader.isOnline(node)
                .thenCompose(online -> online ? missing(path, row, error) : done(new Reply.Away(error.text())))
                .exceptionally(unknown -> new Reply.NoAnswer(error.text()));
    }

    private CompletionStage<Reply> missing(ObjectPath path, Optional<Row> row, ApplicationError error) {
        Optional<ObjectPath> worker = path.kind() == ObjectKind.WORKER ? Optional.empty() : path.worker();
        if (worker.isEmpty()) {
            // A node that has just joined offers its procedures a moment later.
            return done(unready(row, error, "the node"));
        }
        NodeKey node = path.node().orElseThrow();
        return reader.oid(node)
                .thenCompose(oid -> sessions.call(
                        node.mrealm(),
                        Row.GET_WORKER,
                        oid.orElse(""),
                        worker.get().name()))
                .<Reply>handle((found, refusal) -> {
                    if (refusal != null) {
                        return Stages.cause(refusal) instanceof ApplicationError gone
                                ? failed(gone)
                                : new Reply.NoAnswer(error.text());
                    }
                    return unready(row, error, "the worker");
                });
    }

    /** What each node offers is there soon; what only ours offer is not there at all. */
    private static Reply unready(Optional<Row> row, ApplicationError error, String who) {
        boolean offered = row.filter(called -> called.procedure().extension()).isEmpty();
        return offered
                ? new Reply.Failed(ErrorUri.UNAVAILABLE, who + " is not ready: " + error.text())
                : new Reply.Failed(error.uri(), "the node does not offer this: " + error.text());
    }

    private static Reply failed(ApplicationError error) {
        return new Reply.Failed(error.uri(), error.text());
    }

    private static CompletionStage<Reply> done(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
