package dev.weft.cli.up;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.run.FabricConnection;
import dev.weft.cli.run.Interrupts;
import dev.weft.cli.run.PlanExecution;
import dev.weft.cli.view.OutcomeView;
import dev.weft.cli.view.RolloutView;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a fabric that has just been started to what the documents say. Nodes of an earlier run are known to the master before their
 * uplinks are there, so it waits for them and plans again.
 */
final class Convergence {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final FabricConnection fabric;
    private final Interrupts interrupts;
    private final Consumer<String> lines;

    Convergence(FabricConnection fabric, Interrupts interrupts, Consumer<String> lines) {
        this.fabric = fabric;
        this.interrupts = interrupts;
        this.lines = lines;
    }

    /**
     * Returns the exit status; after an interrupt the fabric, which may end by the same, is asked no more.
     *
     * @param ours nodes that were started here: worth waiting for
     */
    int run(Desired desired, Set<NodeKey> ours) throws InterruptedException {
        PlanOptions options = PlanOptions.DEFAULT.withCreatedNodes(ours);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!interrupts.isRaised()) {
            LiveState live = fabric.live(desired);
            Plan plan = Planner.plan(desired, live, options, fabric.secrets());
            boolean idle = plan.actions().isEmpty() && plan.obstacles().isEmpty() && !plan.isRecordDue();
            int status = idle ? ExitStatus.DONE : execute(plan, live);
            boolean waiting = plan.observed().deferred().stream().anyMatch(deferred -> ours.contains(deferred.node()));
            plan.conflicts().forEach(conflict -> lines.accept("  ! " + conflict.path() + ": " + conflict.reason()));
            plan.obstacles()
                    .forEach(obstacle -> lines.accept(
                            "  ! " + obstacle.path() + ": " + obstacle.message() + "; " + obstacle.remedy()));
            if (interrupts.isRaised() || !waiting) {
                return plan.conflicts().isEmpty() ? status : ExitStatus.CONFLICT;
            }
            if (System.nanoTime() > end) {
                plan.observed()
                        .deferred()
                        .forEach(deferred -> lines.accept("  ? " + deferred.node() + ": " + deferred.reason()));
                return ExitStatus.PARTLY;
            }
            interrupts.await(PAUSE);
        }
        return ExitStatus.INTERRUPTED;
    }

    private int execute(Plan plan, LiveState live) {
        PlanExecution execution = new PlanExecution(
                fabric,
                interrupts,
                outcome -> lines.accept(OutcomeView.line(outcome)),
                rollout -> lines.accept(
                        RolloutView.line(rollout, RolloutView.Remedy.RUN_AGAIN, Clock.systemDefaultZone())));
        return execution
                .run(plan, ExecutionOptions.of(live.capabilities()).withNodePatience(PATIENCE.toMillis()))
                .status();
    }
}
