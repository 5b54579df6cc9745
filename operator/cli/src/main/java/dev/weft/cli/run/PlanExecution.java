package dev.weft.cli.run;

import dev.weft.cli.view.OutcomeView;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.plan.Plan;
import dev.weft.fleet.PlanRun;
import java.util.function.Consumer;

/** Carries one plan out, and tells of each action when it is over. */
public final class PlanExecution {

    private final FabricConnection fabric;
    private final Interrupts interrupts;
    private final Consumer<Outcome> listener;

    /** @param listener called on one thread, once per final outcome */
    public PlanExecution(FabricConnection fabric, Interrupts interrupts, Consumer<Outcome> listener) {
        this.fabric = fabric;
        this.interrupts = interrupts;
        this.listener = listener;
    }

    /** Blocks until it is over. The first interrupt lets what was begun end. */
    public Report run(Plan plan, ExecutionOptions options) {
        OutcomeView outcomes = new OutcomeView();
        Consumer<Report> watcher = report -> outcomes.news(report).forEach(listener);
        PlanRun run = PlanRun.start(fabric.ports(), plan, options, watcher);
        interrupts.onFirst(run::stop);
        Report report = fabric.await(run.done());
        watcher.accept(report);
        return report;
    }
}
