package dev.weft.fleet;

import dev.weft.engine.apply.Execution;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Report;
import dev.weft.engine.apply.Request;
import dev.weft.engine.plan.Plan;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Executes one plan against a fabric. */
public final class PlanRun {

    private final MachineThread thread = new MachineThread("weft-plan");
    private final CompletableFuture<Report> done = new CompletableFuture<>();
    private final RequestSender sender;
    private final Consumer<Report> watcher;
    private final Execution execution;

    private PlanRun(FabricPorts fabric, Execution execution, Consumer<Report> watcher) {
        this.sender = new RequestSender(fabric);
        this.execution = execution;
        this.watcher = watcher;
    }

    /**
     * Starts at once.
     *
     * @param options its deadline, unless it is {@link Long#MAX_VALUE}, is in milliseconds from now
     * @param watcher told how things stand after each reply, and when a rollout goes on, on the run's own thread
     */
    public static PlanRun start(FabricPorts fabric, Plan plan, ExecutionOptions options, Consumer<Report> watcher) {
        long now = MachineThread.now();
        ExecutionOptions onClock =
                options.deadline() == Long.MAX_VALUE ? options : options.withDeadline(now + options.deadline());
        PlanRun run = new PlanRun(fabric, Execution.of(plan, onClock, RandomGenerator.getDefault()), watcher);
        run.input(() -> {});
        return run;
    }

    /** Nothing new is begun from now on; what was begun is brought to its end. */
    public void stop() {
        input(execution::stop);
    }

    /** Completes with the final report; fails when the run, or its watcher, broke. */
    public CompletionStage<Report> done() {
        return done;
    }

    private void input(Runnable input) {
        thread.run(() -> guarded(input));
    }

    private void guarded(Runnable input) {
        try {
            input.run();
            pump();
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
            thread.end();
        }
    }

    private void pump() {
        for (Request request : execution.due(MachineThread.now())) {
            sender.send(request)
                    .thenAccept(reply -> input(() -> execution.onReply(request.id(), reply, MachineThread.now())));
        }
        watcher.accept(execution.report());
        if (execution.isFinished()) {
            done.complete(execution.report());
            thread.end();
        } else {
            thread.wakeAt(execution.wakeAt(), () -> guarded(() -> {}));
        }
    }
}
