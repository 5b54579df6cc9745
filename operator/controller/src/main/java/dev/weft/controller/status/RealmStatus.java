package dev.weft.controller.status;

import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.PlanStatus;
import dev.weft.engine.path.ObjectPath;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said about a ManagementRealm, which also speaks for the fleet as a whole. */
final class RealmStatus {

    private static final String MISSING = "does not exist on the master yet";

    private final FleetView view;

    RealmStatus(FleetView view) {
        this.view = view;
    }

    Details describe(Conditions conditions) {
        RealmSeen realm = view.realm();
        if (!realm.conflicts().isEmpty()) {
            String message = Work.conflicts(realm.conflicts());
            conditions.ready(Condition.FALSE, "ResourceConflict", message);
            conditions.synced(Condition.FALSE, "ResourceConflict", message);
            conditions.note(Condition.STALLED, "ResourceConflict", message);
        } else if (!realm.failures().isEmpty()) {
            String message = Work.failures(realm.failures());
            conditions.ready(Condition.FALSE, "ApplyFailed", message);
            conditions.synced(Condition.FALSE, "ApplyFailed", message);
            conditions.note(Condition.RECONCILING, "ApplyFailed", message);
        } else if (realm.externalId().isEmpty()) {
            conditions.ready(Condition.FALSE, "Missing", MISSING);
            synced(conditions);
            if (!view.observing() && view.lost().isEmpty()) {
                conditions.note(Condition.RECONCILING, "Missing", MISSING);
            }
        } else {
            conditions.ready(Condition.TRUE, "Exists", "is there on the master; " + online());
            synced(conditions);
        }
        if (isSuspended()) {
            conditions.note(
                    Condition.PAUSED,
                    "Suspended",
                    "spec.suspend: it and its nodes stay as they are; remove it to go on");
        }
        view.lost().map(Outage::of).ifPresent(outage -> outage.note(conditions));
        return new Details(
                view.revision().isEmpty() ? Optional.empty() : Optional.of(view.revision()),
                realm.plan(),
                realm.externalId(),
                Optional.of(online()),
                Optional.empty());
    }

    /** Then it is not among what is wanted, nor among what is removed. */
    private boolean isSuspended() {
        ObjectPath path = ObjectPath.mrealm(view.mrealm());
        return view.desired()
                .filter(desired -> desired.object(path).isEmpty()
                        && !desired.gone().contains(path)
                        && !desired.nodes().isEmpty())
                .isPresent();
    }

    /** The fleet as a whole. */
    private void synced(Conditions conditions) {
        RealmSeen realm = view.realm();
        Optional<PlanStatus> awaiting = realm.plan().filter(plan -> PlanStates.AWAITING_APPROVAL.equals(plan.state()));
        if (!realm.refusals().isEmpty()) {
            String why = realm.refusals().stream()
                    .map(refusal -> refusal.message() + ": " + refusal.remedy().inOperator())
                    .collect(Collectors.joining("; "));
            conditions.synced(Condition.FALSE, "Refused", why);
        } else if (awaiting.isPresent()) {
            conditions.synced(
                    Condition.FALSE,
                    PlanStates.AWAITING_APPROVAL,
                    "a plan waits: approve it with the annotation weft.dev/approve: "
                            + awaiting.get().hash()
                            + view.approved()
                                    .map(other -> ". The one that is there, " + other
                                            + ", is not this plan's: what is wanted or live has changed since, or it was"
                                            + " mistyped")
                                    .orElse(""));
        } else if (view.lost().isPresent()) {
            Outage outage = Outage.of(view.lost().get());
            conditions.synced(Condition.UNKNOWN, outage.reason(), outage.message());
        } else if (realm.externalId().isEmpty()) {
            conditions.synced(Condition.FALSE, "OutOfSync", MISSING);
        } else {
            long open = view.nodes().values().stream()
                    .filter(seen ->
                            !seen.pending().isEmpty() || !seen.conflicts().isEmpty())
                    .count();
            conditions.synced(
                    Conditions.status(open == 0),
                    open == 0 ? "InSync" : "OutOfSync",
                    open == 0
                            ? "nothing to do"
                            : "something is to be done on " + open + (open == 1 ? " node" : " nodes"));
        }
    }

    private String online() {
        long offline =
                view.nodes().values().stream().filter(NodeSeen::isOffline).count();
        long paired = view.nodes().values().stream()
                .filter(seen -> seen.presence().state() != NodeSeen.State.NOT_PAIRED)
                .count();
        return (paired - offline) + "/" + view.desired().orElseThrow().nodes().size() + " nodes online";
    }
}
