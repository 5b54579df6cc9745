package dev.weft.controller.status;

import dev.weft.controller.status.NodeSeen.State;
import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.crd.status.Condition;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Leftovers.Why;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is said about a FabricNode. */
final class NodeStatus {

    /** How many objects a message names. */
    private static final int SHOWN = 3;

    private final FleetView view;

    NodeStatus(FleetView view) {
        this.view = view;
    }

    Details describe(Written written, Conditions conditions) {
        Optional<NodeKey> key = written.node();
        NodeSeen seen = key.map(view.nodes()::get).orElse(null);
        DesiredNode wanted = key.flatMap(view.desired().orElseThrow()::node).orElse(null);
        if (key.isEmpty() || seen == null || wanted == null) {
            conditions
                    .ready(Condition.UNKNOWN, "Waiting", "is not part of what is in force yet")
                    .synced(Condition.UNKNOWN, "Waiting", "is not part of what is in force yet")
                    .with(Condition.ONLINE, Condition.UNKNOWN, "Waiting", "not looked at yet")
                    .note(Condition.RECONCILING, "Waiting", "is not part of what is in force yet");
            return Details.NONE;
        }
        Work work = Work.on(seen, view.observing());
        work.sync(conditions);
        ready(seen, wanted, work, conditions);
        online(seen, conditions);
        work.notes(conditions);
        wanted.suspendedBy()
                .ifPresent(by -> conditions.note(
                        Condition.PAUSED,
                        "Suspended",
                        "is left as it is: " + by + " says suspend; remove it to go on"));
        return new Details(
                Optional.empty(), Optional.empty(), seen.presence().externalId(), Optional.empty(), seen.applied());
    }

    private void ready(NodeSeen seen, DesiredNode wanted, Work work, Conditions conditions) {
        boolean waits = seen.deferred()
                .filter(each -> each.reason().equals(Deferred.WAITING_FOR_KEY))
                .isPresent();
        if (waits) {
            conditions.ready(
                    Condition.FALSE,
                    "WaitingForKey",
                    "waits for its key: write it as spec.publicKey, then it is paired");
        } else if (seen.isOffline()) {
            conditions.ready(Condition.FALSE, "NodeOffline", Offline.text(seen));
        } else if (!work.isDone()) {
            conditions.ready(Condition.FALSE, work.reason(), work.message());
        } else if (wanted.retired() && seen.unsettled().isPresent()) {
            String why = "waits: it is " + seen.unsettled().get().reason();
            conditions.ready(Condition.FALSE, "Waiting", why).note(Condition.RECONCILING, "Waiting", why);
        } else if (wanted.retired()) {
            conditions.ready(
                    Condition.TRUE,
                    "Retired",
                    "is retired: nothing runs on it, and it is not paired; it may be deleted");
        } else if (seen.presence().state() == State.NOT_PAIRED) {
            conditions.ready(Condition.FALSE, "NotPaired", "is not paired with the master");
        } else if (isSuspended(seen)) {
            conditions.ready(
                    Condition.TRUE, "Suspended", "is paired; while it is suspended nobody looks what runs on it");
        } else if (seen.unsettled().isPresent()) {
            String why = "waits: the node is " + seen.unsettled().get().reason();
            conditions.ready(Condition.FALSE, "Waiting", why).note(Condition.RECONCILING, "Waiting", why);
        } else if (!wanted.isManaged()) {
            conditions.ready(
                    Condition.TRUE, "Unmanaged", "is paired; no layout selects it, so nothing on it is touched");
        } else {
            conditions.ready(
                    Condition.TRUE, "Applied", "is as " + String.join(", ", wanted.layouts()) + " says" + left(seen));
        }
    }

    /** What layouts left behind: it runs on, and nobody looks after it. */
    private static String left(NodeSeen seen) {
        SortedMap<ObjectPath, SortedSet<String>> left = seen.left().left();
        if (left.isEmpty()) {
            return "";
        }
        SortedSet<String> layouts = new TreeSet<>();
        left.values().forEach(layouts::addAll);
        String some =
                left.keySet().stream().limit(SHOWN).map(ObjectPath::belowNode).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(". Left on it of " + String.join(", ", layouts) + ", which "
                + (layouts.size() == 1 ? "is gone or does" : "are gone or do") + " not select it any more: " + some
                + (left.size() > SHOWN ? ", …" : ""));
        for (Why why : Why.values()) {
            if (!seen.left().left(why).isEmpty()) {
                text.append(". ").append(advice(why, seen.left().budget()));
            }
        }
        return text.toString();
    }

    private static String advice(Why why, int budget) {
        return switch (why) {
            case NOT_ASKED -> "To stop it: spec.prune: true";
            case BEYOND_BUDGET ->
                "What shall go is beyond the budget of " + budget
                        + ": let fewer go at a time, or allow more with operator.pruneCap in the chart (the operator's"
                        + " --prune-cap)";
            case NOT_LOOKED_AT -> "Whether it may go now is looked at with the rest of the fleet";
            case IN_DOUBT -> "It goes when nothing else on the node is in doubt";
        };
    }

    private static boolean isSuspended(NodeSeen seen) {
        return seen.deferred()
                .filter(each -> each.reason().startsWith(Deferred.SUSPENDED))
                .isPresent();
    }

    private static void online(NodeSeen seen, Conditions conditions) {
        switch (seen.presence().state()) {
            case ONLINE -> conditions.with(Condition.ONLINE, Condition.TRUE, "Uplink", "has its uplink to the master");
            case OFFLINE -> conditions.with(Condition.ONLINE, Condition.FALSE, "NoUplink", Offline.text(seen));
            case NOT_PAIRED ->
                conditions.with(Condition.ONLINE, Condition.UNKNOWN, "NotPaired", "is not paired with the master");
        }
    }

    /** An offline node in words. */
    static final class Offline {

        private Offline() {}

        static String text(NodeSeen seen) {
            String lastSeen = seen.presence().lastSeen();
            String since = lastSeen.isEmpty() ? "" : " (last seen " + lastSeen + ")";
            return "has no uplink" + since
                    + "; it goes on with what it has, its work waits and goes on by itself when it is back. Start the"
                    + " node, or mend its uplink";
        }
    }
}
