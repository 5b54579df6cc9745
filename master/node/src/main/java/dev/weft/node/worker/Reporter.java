package dev.weft.node.worker;

import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the controller what happens here. A report is complete when the controller has it on its disk and has published it. */
final class Reporter {

    private final String worker;
    private final WampSession session;
    private final Executor loop;

    /** @param loop what follows a report runs there */
    Reporter(String worker, WampSession session, Executor loop) {
        this.worker = worker;
        this.session = session;
        this.loop = loop;
    }

    CompletionStage<Void> report(Report report) {
        return session.call(WorkerUris.report(worker), report.toPayload()).thenApplyAsync(done -> null, loop);
    }

    /**
     * The outcome of a change. Where it failed, the change is undone and told of as failed before the caller hears of it, so that an
     * error means that nothing is in force: what is not on the controller's disk would be gone after a restart.
     *
     * @param undo called on the loop
     */
    <T> CompletionStage<T> orUndo(
            CompletionStage<T> change, Subject subject, List<String> ids, Supplier<CompletionStage<?>> undo) {
        return change.handleAsync(
                        (done, failure) -> failure == null
                                ? CompletableFuture.completedFuture(done)
                                : CompletableFuture.completedFuture(subject)
                                        .thenCompose(failed -> undo.get())
                                        .handle((undone, again) -> subject)
                                        .thenCompose(failed -> step(failed, Phase.FAILED, ids, null))
                                        .handle((told, untold) -> subject)
                                        .thenCompose(failed -> CompletableFuture.<T>failedFuture(failure)),
                        loop)
                .thenCompose(outcome -> outcome);
    }

    /** A step without a configuration to keep. */
    CompletionStage<Void> step(Subject subject, Phase phase, List<String> ids, @Nullable Object object) {
        return report(new Report(subject, phase, ids, Map.of(), object));
    }
}
