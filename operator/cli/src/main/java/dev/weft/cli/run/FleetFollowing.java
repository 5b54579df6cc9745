package dev.weft.cli.run;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.fleet.FleetSource;
import dev.weft.cli.secret.GivenSecrets;
import dev.weft.cli.secret.ReadableSecrets;
import dev.weft.cli.view.FollowView;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.fleet.FleetRun;
import dev.weft.sources.yaml.FleetDocuments;
import dev.weft.sources.yaml.SourceWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Keeps a fleet as its documents say, and follows the documents, until an interrupt. What does not validate is told, and the last
 * good state stays in force.
 */
public final class FleetFollowing {

    private final FabricConnection fabric;
    private final PlanOptions options;
    private final FollowView view;
    private final FollowCounters counters = new FollowCounters();

    public FleetFollowing(FabricConnection fabric, PlanOptions options, FollowView view) {
        this.fabric = fabric;
        this.options = options;
        this.view = view;
    }

    /**
     * What is followed.
     *
     * @param desired what was read from the source
     * @param secrets the folder of secrets, if there is one
     */
    public record Followed(FleetSource source, Desired desired, Optional<Path> secrets) {}

    /** What happened so far. */
    public FollowCounters counters() {
        return counters;
    }

    /** Blocks until an interrupt; then lets what was begun end. */
    public int run(Followed followed, Interrupts interrupts) {
        Desired first = followed.desired();
        // Asked first, so that a wrong address or key ends the command instead of being tried for ever.
        fabric.live(first);
        FleetRun run = FleetRun.start(
                fabric.ports(),
                FleetOptions.DEFAULT.withPlan(options),
                new ReadableSecrets(fabric.secrets()),
                new Told());
        CompletableFuture<Void> over = new CompletableFuture<>();
        interrupts.onFirst(() -> over.complete(null));
        run.ended().whenComplete((ended, failure) -> {
            if (failure != null) {
                over.completeExceptionally(failure);
            }
        });
        view.following(first.mrealms(), first.nodes().size());
        AtomicReference<Desired> latest = new AtomicReference<>(first);
        List<FleetSource.Following> watches = new ArrayList<>();
        try {
            run.onDesired(first);
            followed.source().onInForce();
            watches.add(followed.source().follow(new Heard(wanted -> {
                latest.set(wanted);
                run.onDesired(wanted);
            })));
            // References stay, values may differ: everything is compared again.
            followed.secrets()
                    .ifPresent(folder -> watches.add(secrets(
                            folder, () -> Optional.ofNullable(latest.get()).ifPresent(run::onDesired))));
            fabric.await(over);
            view.ending();
            watches.forEach(FleetSource.Following::close);
            fabric.await(run.stop());
        } finally {
            watches.forEach(FleetSource.Following::close);
            counters.onEnded();
        }
        return ExitStatus.INTERRUPTED;
    }

    /** Tells of changes of the documents, and passes the valid ones on. */
    private final class Heard implements FleetSource.Listener {

        private final Consumer<Desired> changed;

        Heard(Consumer<Desired> changed) {
            this.changed = changed;
        }

        @Override
        public void onDocuments(FleetDocuments fleet) {
            if (fleet.hasErrors()) {
                view.broken(fleet);
            } else {
                view.documents(fleet);
                changed.accept(fleet.desired().orElseThrow());
            }
        }

        @Override
        public void onTrouble(String text, String remedy) {
            view.sourceTrouble(text, remedy);
        }

        @Override
        public void onMended() {
            view.sourceMended();
        }

        @Override
        public void onNews(String text) {
            view.sourceNews(text);
        }
    }

    private FleetSource.Following secrets(Path folder, Runnable onChange) {
        SourceWatch<String> watch = SourceWatch.start(
                new SourceWatch.Followed<>(List.of(folder), () -> GivenSecrets.digest(folder), () -> ""),
                GivenSecrets.digest(folder),
                changed -> {
                    view.secretsChanged();
                    onChange.run();
                });
        return watch::close;
    }

    /** Tells what the loop does. */
    private final class Told implements FleetRun.Watcher {

        @Override
        public void onPlanned(Plan plan, String cause) {
            counters.onPlanned(plan);
            view.planned(plan, cause);
        }

        @Override
        public void onFinished(Plan plan, Report report) {
            counters.onFinished(report);
            view.finished(plan, report);
        }

        @Override
        public void onNode(NodeKey node, Completeness now) {
            view.node(node, now);
        }

        @Override
        public void onLayout(LayoutStatus status) {
            view.layout(status);
        }

        @Override
        public void onReadFailed(String message) {
            counters.onReadFailed();
            view.readFailed(message);
        }

        @Override
        public void onJoining(String mrealm) {
            counters.onJoining(mrealm);
            view.joining(mrealm);
        }

        @Override
        public void onFollowing(String mrealm) {
            counters.onConnected(mrealm);
            view.connected(mrealm);
        }

        @Override
        public void onLost(String mrealm, String reason) {
            counters.onJoining(mrealm);
            view.lost(mrealm, reason);
        }

        @Override
        public void onLeft(String mrealm) {
            counters.onLeft(mrealm);
            view.left(mrealm);
        }
    }
}
