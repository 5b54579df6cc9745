package dev.weft.cli.run;

import dev.weft.cli.view.OutcomeView;
import dev.weft.cli.view.RolloutView;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.fleet.PlanRun;
import java.util.function.Consumer;

/** Carries one plan out, and tells of each action when it is over, and of each step of a rollout. */
public final class PlanExecution {

    private final FabricConnection fabric;
    private final Interrupts interrupts;
    private final Consumer<Outcome> outcomes;
    private final Consumer<RolloutStatus> rollouts;

    /**
     * Both consumers are called on one thread.
     *
     * @param outcomes told of each final outcome once
     * @param rollouts told when one is at something else
     */
    public PlanExecution(
            FabricConnection fabric,
            Interrupts interrupts,
            Consumer<Outcome> outcomes,
            Consumer<RolloutStatus> rollouts) {
        this.fabric = fabric;
        this.interrupts = interrupts;
        this.outcomes = outcomes;
        this.rollouts = rollouts;
    }

    /** Blocks until it is over. The first interrupt lets what was begun end. */
    public Report run(Plan plan, ExecutionOptions options) {
        OutcomeView told = new OutcomeView();
        RolloutView steps = new RolloutView();
        Consumer<Report> watcher = report -> {
            told.news(report).forEach(outcomes);
            steps.news(report.rollouts()).forEach(rollouts);
        };
        PlanRun run = PlanRun.start(fabric.ports(), plan, options, watcher);
        interrupts.onFirst(run::stop);
        Report report = fabric.await(run.done());
        watcher.accept(report);
        return report;
    }
}
