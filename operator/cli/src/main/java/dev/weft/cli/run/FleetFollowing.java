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
import dev.weft.gateway.FabricEvents;
import dev.weft.sources.yaml.SourceWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

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

    /** Blocks until an interrupt; then lets calls in flight end. */
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
        Live live = new Live(run);
        List<SourceWatch<?>> watches = new ArrayList<>();
        try {
            live.onDesired(first);
            watches.add(documents(followed, live));
            followed.secrets().ifPresent(folder -> watches.add(secrets(folder, live)));
            fabric.await(over);
            view.ending();
            watches.forEach(SourceWatch::close);
            fabric.await(run.stop());
        } finally {
            watches.forEach(SourceWatch::close);
            live.close();
        }
        return ExitStatus.INTERRUPTED;
    }

    private SourceWatch<FleetDocuments> documents(Followed followed, Live live) {
        FleetSource source = followed.source();
        return SourceWatch.start(
                new SourceWatch.Followed<>(source.places(), source::digest, source::load), followed.known(), fleet -> {
                    if (fleet.hasErrors()) {
                        view.broken(fleet);
                    } else {
                        view.documents(fleet);
                        live.onDesired(fleet.desired().orElseThrow());
                    }
                });
    }

    private SourceWatch<String> secrets(Path folder, Live live) {
        return SourceWatch.start(
                new SourceWatch.Followed<>(List.of(folder), () -> GivenSecrets.digest(folder), () -> ""),
                GivenSecrets.digest(folder),
                changed -> {
                    view.secretsChanged();
                    live.onSecrets();
                });
    }

    /** What is desired now, and the management realms whose events are heard for it. */
    private final class Live {

        private final FleetRun run;
        private final Map<String, FabricEvents> events = new HashMap<>();
        private Optional<Desired> desired = Optional.empty();

        Live(FleetRun run) {
            this.run = run;
        }

        synchronized void onDesired(Desired wanted) {
            desired = Optional.of(wanted);
            fabric.gateway().expect(wanted.objects().keySet());
            run.onDesired(wanted);
            Set<String> mrealms = wanted.mrealms();
            for (String gone : List.copyOf(events.keySet())) {
                if (!mrealms.contains(gone)) {
                    FabricEvents ended = events.remove(gone);
                    if (ended != null) {
                        ended.close();
                    }
                    view.left(gone);
                }
            }
            for (String mrealm : mrealms) {
                if (!events.containsKey(mrealm)) {
                    view.joining(mrealm);
                    events.put(mrealm, fabric.gateway().follow(Set.of(mrealm), new Heard(run)));
                }
            }
        }

        /** References stay, values may differ: everything is compared again. */
        synchronized void onSecrets() {
            desired.ifPresent(run::onDesired);
        }

        synchronized void close() {
            events.values().forEach(FabricEvents::close);
        }
    }

    /** Passes on what happens in the fabric. */
    private final class Heard implements FabricEvents.Listener {

        private final FleetRun run;

        Heard(FleetRun run) {
            this.run = run;
        }

        @Override
        public void onNode(NodeKey node) {
            run.onNodeEvent(node);
        }

        @Override
        public void onUncertain() {
            run.onUncertain();
        }

        @Override
        public void onLost(String mrealm, String reason) {
            view.lost(mrealm, reason);
        }

        @Override
        public void onFollowing(String mrealm) {
            view.connected(mrealm);
        }
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
    }
}
