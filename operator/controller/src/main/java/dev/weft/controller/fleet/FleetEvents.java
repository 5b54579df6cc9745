package dev.weft.controller.fleet;

import dev.weft.controller.fleet.FleetListener.Severity;
import dev.weft.controller.fleet.FleetListener.Told;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.PlanStates;
import dev.weft.controller.status.Work;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.render.PlanSummary;
import dev.weft.model.Kinds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a fleet's plans and their ends are told as, in Events of its management realm and of its nodes. */
final class FleetEvents {

    private static final Logger LOG = LoggerFactory.getLogger(FleetEvents.class);

    private final FleetKey key;
    private final FleetListener listener;

    FleetEvents(FleetKey key, FleetListener listener) {
        this.key = key;
        this.listener = listener;
    }

    /** A plan in one line. */
    static String line(Plan plan) {
        return PlanSummary.of(plan).lines().findFirst().orElse("");
    }

    void tellAwaitsApproval(List<Entry> entries, Plan plan) {
        String realm = realm(entries).map(ResourceRef::name).orElse(key.mrealm());
        tell(
                entries,
                Severity.NORMAL,
                "PlanAwaitsApproval",
                line(plan) + " Nothing is done. To approve it: kubectl -n " + key.namespace()
                        + " annotate --overwrite managementrealm " + realm + " " + Annotations.APPROVE + "="
                        + PlanStates.hash(plan));
    }

    /** @param drifted nodes that had been as they should be, before this plan found that they were not */
    void tellFinished(List<Entry> entries, Plan plan, Report report, Set<NodeKey> drifted) {
        long done = report.count(Result.DONE);
        List<Outcome> failures = report.outcomes().stream()
                .filter(each -> each.result() == Result.FAILED || each.result() == Result.CONFLICT)
                .toList();
        if (!failures.isEmpty()) {
            String why = Work.failures(failures);
            LOG.warn("{}: {}", key, why);
            tell(
                    entries,
                    Severity.WARNING,
                    "ApplyFailed",
                    done + " of " + report.outcomes().size() + " actions done. " + why + ". " + line(plan));
        } else if (done > 0) {
            tell(entries, Severity.NORMAL, "Applied", line(plan));
            tellHealed(entries, report, drifted);
        }
    }

    /** Tells it about the node, where people look for why something changed that nobody wrote. */
    private void tellHealed(List<Entry> entries, Report report, Set<NodeKey> drifted) {
        for (Entry entry : entries) {
            FleetLoad.node(key, entry).filter(drifted::contains).ifPresent(node -> {
                List<Action> done = report.outcomes().stream()
                        .filter(each -> each.result() == Result.DONE)
                        .map(Outcome::action)
                        .filter(each -> each.path().node().filter(node::equals).isPresent())
                        .toList();
                if (!done.isEmpty()) {
                    String message = Work.DRIFTED + "that was mended: " + Work.actions(done);
                    listener.onEvent(entry.ref(), new Told(Severity.NORMAL, "DriftHealed", message));
                }
            });
        }
    }

    private void tell(List<Entry> entries, Severity severity, String reason, String message) {
        realm(entries).ifPresent(ref -> listener.onEvent(ref, new Told(severity, reason, message)));
    }

    private static Optional<ResourceRef> realm(List<Entry> entries) {
        return entries.stream()
                .map(Entry::ref)
                .filter(ref -> ref.kind().equals(Kinds.MANAGEMENT_REALM))
                .findFirst();
    }
}
