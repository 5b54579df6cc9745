package dev.weft.node.worker;

import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Tells the controller what happens here. A report is complete when the controller has it on its disk and has published it. */
final class Reporter {

    private final String worker;
    private final WampSession session;

    Reporter(String worker, WampSession session) {
        this.worker = worker;
        this.session = session;
    }

    CompletionStage<Void> report(Report report) {
        return session.call(WorkerUris.report(worker), report.toPayload()).thenApply(done -> null);
    }

    /** A step without a configuration to keep. */
    CompletionStage<Void> step(Subject subject, Phase phase, List<String> ids, @Nullable Object object) {
        return report(new Report(subject, phase, ids, Map.of(), object));
    }
}
