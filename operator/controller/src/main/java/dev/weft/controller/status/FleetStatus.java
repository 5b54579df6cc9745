package dev.weft.controller.status;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.Condition;
import dev.weft.model.Finding;
import dev.weft.model.Kinds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From what is known about a fleet to what is said about each of its resources. */
public final class FleetStatus {

    private static final int NAMED = 3;

    private final FleetView view;
    private final List<Written> broken;

    private FleetStatus(FleetView view) {
        this.view = view;
        this.broken = view.resources().stream().filter(each -> !each.isValid()).toList();
    }

    /** The draft for each resource of the fleet. */
    public static Map<ResourceRef, StatusDraft> of(FleetView view) {
        FleetStatus status = new FleetStatus(view);
        Map<ResourceRef, StatusDraft> drafts = new TreeMap<>();
        view.resources().forEach(each -> drafts.put(each.ref(), status.draft(each)));
        return drafts;
    }

    private StatusDraft draft(Written written) {
        if (written.deletion().step() != Step.NONE) {
            return firm(written, leaving(written.deletion()));
        }
        if (!written.isValid()) {
            return firm(written, invalid(written));
        }
        if (view.hold().isPresent()) {
            return firm(written, held(view.hold().get()));
        }
        if (view.desired().isEmpty()) {
            return broken.isEmpty() ? pending(written, "Waiting", "not looked at yet") : firm(written, heldUp());
        }
        if (!written.inForce() && broken.isEmpty()) {
            return pending(written, "Waiting", "is valid, and is about to come into force");
        }
        if (!view.compared()) {
            return view.lost()
                    .map(message -> firm(written, held(Outage.of(message).hold())))
                    .orElseGet(() -> pending(written, "Planning", "the live fleet is being read"));
        }
        Conditions conditions = new Conditions();
        Details details;
        if (written.ref().kind().equals(Kinds.FABRIC_NODE)) {
            details = new NodeStatus(view).describe(written, conditions);
        } else if (written.ref().kind().equals(Kinds.NODE_LAYOUT)) {
            details = new LayoutStatus(view).describe(written, conditions);
        } else {
            details = new RealmStatus(view).describe(conditions);
        }
        return new StatusDraft(written.generation(), withBroken(conditions.list()), details, Weight.FIRM);
    }

    /** While another resource of the fleet is broken nothing new goes through; what was valid before is still kept so. */
    private List<Condition> withBroken(List<Condition> conditions) {
        if (broken.isEmpty()) {
            return conditions;
        }
        return conditions.stream()
                .map(each -> each.type().equals(Condition.SYNCED)
                        ? new Condition(Condition.SYNCED, Condition.FALSE, null, null, "HeldUp", heldUpBy())
                        : each)
                .toList();
    }

    private StatusDraft firm(Written written, Conditions conditions) {
        return new StatusDraft(written.generation(), conditions.list(), Details.NONE, Weight.FIRM);
    }

    private static StatusDraft pending(Written written, String reason, String message) {
        Conditions conditions = new Conditions()
                .ready(Condition.UNKNOWN, reason, message)
                .synced(Condition.UNKNOWN, reason, message)
                .note(Condition.RECONCILING, reason, message);
        return new StatusDraft(written.generation(), conditions.list(), Details.NONE, Weight.PROVISIONAL);
    }

    private static Conditions invalid(Written written) {
        Finding first = written.errors().get(0);
        String message =
                written.errors().stream().limit(NAMED).map(FindingText::of).collect(Collectors.joining("; "));
        int more = written.errors().size() - NAMED;
        String all = more > 0 ? message + "; and " + more + " more" : message;
        String reason = FindingText.reason(first);
        return new Conditions()
                .ready(Condition.FALSE, reason, all)
                .synced(Condition.FALSE, reason, "what was valid before stays in force until this is mended")
                .note(Condition.STALLED, reason, all);
    }

    private Conditions heldUp() {
        return new Conditions()
                .ready(Condition.FALSE, "HeldUp", heldUpBy())
                .synced(Condition.FALSE, "HeldUp", heldUpBy())
                .note(Condition.STALLED, "HeldUp", heldUpBy());
    }

    private String heldUpBy() {
        String names = broken.stream()
                .limit(NAMED)
                .map(each -> each.ref().inNamespace())
                .collect(Collectors.joining(", "));
        int more = broken.size() - NAMED;
        return "held up by " + names + (more > 0 ? " and " + more + " more" : "") + ", which "
                + (broken.size() == 1 ? "is" : "are") + " not valid: mend "
                + (broken.size() == 1 ? "it" : "them") + "; what was valid before stays in force";
    }

    private static Conditions held(Hold hold) {
        Conditions conditions = new Conditions()
                .ready(Condition.FALSE, hold.reason(), hold.message())
                .synced(Condition.UNKNOWN, hold.reason(), hold.message());
        return conditions.note(hold.conditionType(), hold.reason(), hold.message());
    }

    private static Conditions leaving(DeletionStage stage) {
        String message = stage.message();
        Conditions conditions = new Conditions()
                .ready(Condition.FALSE, "Deleting", message)
                .synced(Condition.UNKNOWN, "Deleting", message);
        return switch (stage.step()) {
            case HELD -> conditions.note(Condition.DELETION_HELD, "ManyAtOnce", message);
            case BLOCKED -> conditions.note(Condition.DELETION_BLOCKED, "CannotRemove", message);
            case NONE, SETTLING, WORKING, DONE -> conditions.note(Condition.RECONCILING, "Deleting", message);
        };
    }
}
