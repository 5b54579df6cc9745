package dev.weft.cli.run;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.fleet.FleetDocuments;
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
import dev.weft.fleet.FleetRun;
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

    public FleetFollowing(FabricConnection fabric, PlanOptions options, FollowView view) {
        this.fabric = fabric;
        this.options = options;
        this.view = view;
    }

    /**
     * What is followed.
     *
     * @param known digest of the source when {@code desired} was read from it
     * @param secrets the folder of secrets, if there is one
     */
    public record Followed(FleetSource source, String known, Desired desired, Optional<Path> secrets) {}

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
        List<SourceWatch<?>> watches = new ArrayList<>();
        try {
            run.onDesired(first);
            watches.add(documents(followed, wanted -> {
                latest.set(wanted);
                run.onDesired(wanted);
            }));
            // References stay, values may differ: everything is compared again.
            followed.secrets().ifPresent(folder -> watches.add(secrets(folder, () -> run.onDesired(latest.get()))));
            fabric.await(over);
            view.ending();
            watches.forEach(SourceWatch::close);
            fabric.await(run.stop());
        } finally {
            watches.forEach(SourceWatch::close);
        }
        return ExitStatus.INTERRUPTED;
    }

    private SourceWatch<FleetDocuments> documents(Followed followed, Consumer<Desired> changed) {
        FleetSource source = followed.source();
        return SourceWatch.start(
                new SourceWatch.Followed<>(source.places(), source::digest, source::load), followed.known(), fleet -> {
                    if (fleet.hasErrors()) {
                        view.broken(fleet);
                    } else {
                        view.documents(fleet);
                        changed.accept(fleet.desired().orElseThrow());
                    }
                });
    }

    private SourceWatch<String> secrets(Path folder, Runnable onChange) {
        return SourceWatch.start(
                new SourceWatch.Followed<>(List.of(folder), () -> GivenSecrets.digest(folder), () -> ""),
                GivenSecrets.digest(folder),
                changed -> {
                    view.secretsChanged();
                    onChange.run();
                });
    }

    /** Tells what the loop does. */
    private final class Told implements FleetRun.Watcher {

        @Override
        public void onPlanned(Plan plan, String cause) {
            view.planned(plan, cause);
        }

        @Override
        public void onFinished(Plan plan, Report report) {
            view.finished(plan, report);
        }

        @Override
        public void onNode(NodeKey node, Completeness now) {
            view.node(node, now);
        }

        @Override
        public void onReadFailed(String message) {
            view.readFailed(message);
        }

        @Override
        public void onJoining(String mrealm) {
            view.joining(mrealm);
        }

        @Override
        public void onFollowing(String mrealm) {
            view.connected(mrealm);
        }

        @Override
        public void onLost(String mrealm, String reason) {
            view.lost(mrealm, reason);
        }

        @Override
        public void onLeft(String mrealm) {
            view.left(mrealm);
        }
    }
}
