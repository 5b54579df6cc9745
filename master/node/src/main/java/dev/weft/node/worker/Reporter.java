package dev.weft.node.worker;

import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

    /** A step without a configuration to keep. */
    CompletionStage<Void> step(Subject subject, Phase phase, List<String> ids, @Nullable Object object) {
        return report(new Report(subject, phase, ids, Map.of(), object));
    }
}
