package dev.weft.cli.run;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings.Colour;
import dev.weft.cli.view.OutcomeView;
import dev.weft.cli.view.PlanView;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.fleet.FleetRun;
import dev.weft.gateway.FabricEvents;
import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Keeps a fleet as its documents say, until an interrupt. */
public final class FleetFollowing {

    private final FabricConnection fabric;
    private final PlanOptions options;
    private final Consumer<String> lines;

    /** How it tells what it does. */
    public enum Lines {
        TEXT,
        JSON
    }

    /** @param lines called for each line, on several threads but one at a time */
    public FleetFollowing(FabricConnection fabric, PlanOptions options, Consumer<String> lines) {
        this.fabric = fabric;
        this.options = options;
        this.lines = lines;
    }

    /** Blocks until an interrupt; then lets calls in flight end. Throws what broke it. */
    public int run(Desired desired, Lines form, Interrupts interrupts) {
        // Asked first, so that a wrong address or key ends the command instead of being tried for ever.
        fabric.live(desired);
        Told told = new Told(form);
        FleetRun run = FleetRun.start(fabric.ports(), FleetOptions.DEFAULT.withPlan(options), fabric.secrets(), told);
        run.onDesired(desired);
        FabricEvents events = fabric.gateway().follow(desired.mrealms(), told.following(run));
        try {
            tell(form, "following", "following " + String.join(", ", desired.mrealms()) + "; Ctrl-C ends it");
            CompletableFuture<Void> over = new CompletableFuture<>();
            interrupts.onFirst(() -> over.complete(null));
            // A run that broke must not look like one that has nothing to do.
            run.ended().whenComplete((ended, failure) -> over.complete(null));
            over.join();
            fabric.await(run.stop());
        } finally {
            events.close();
        }
        return ExitStatus.INTERRUPTED;
    }

    private synchronized void tell(Lines form, String event, String text) {
        if (form == Lines.TEXT) {
            lines.accept(text);
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", event);
        tree.put("message", text);
        lines.accept(JsonText.line(tree));
    }

    private synchronized void print(String text) {
        lines.accept(text.stripTrailing());
    }

    /** Tells what happens. */
    private final class Told implements FleetRun.Watcher {

        private final Lines form;

        Told(Lines form) {
            this.form = form;
        }

        @Override
        public void onPlanned(Plan plan, String cause) {
            print(form == Lines.JSON ? PlanView.jsonLine(plan) : cause + "\n" + PlanView.text(plan, Colour.NEVER));
        }

        @Override
        public void onFinished(Plan plan, Report report) {
            for (Outcome outcome : report.outcomes()) {
                print(form == Lines.JSON ? OutcomeView.json(outcome) : OutcomeView.line(outcome));
            }
            print(form == Lines.JSON ? OutcomeView.json(report, report.status()) : OutcomeView.summary(report));
        }

        @Override
        public void onReadFailed(String message) {
            tell(form, "read-failed", "reading failed, tried again: " + message);
        }

        FabricEvents.Listener following(FleetRun run) {
            return new FabricEvents.Listener() {
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
                    tell(form, "lost", "connection to " + mrealm + " lost, tried again: " + reason);
                }

                @Override
                public void onFollowing(String mrealm) {
                    tell(form, "connected", "events of " + mrealm + " arrive");
                }
            };
        }
    }
}
