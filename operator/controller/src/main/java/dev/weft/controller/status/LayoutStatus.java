package dev.weft.controller.status;

import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.crd.status.Condition;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.rollout.RolloutStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said about a NodeLayout: how far it is on the nodes that it selects. One that is away holds up no other. */
final class LayoutStatus {

    private static final int NAMED = 3;
    private static final int REVISION = 12;

    private final FleetView view;

    LayoutStatus(FleetView view) {
        this.view = view;
    }

    /**
     * The nodes that a layout selects, by what is the matter with them.
     *
     * @param absent how many were never paired, so that nothing can be on them
     */
    private record Count(
            int all,
            int applied,
            int absent,
            List<String> offline,
            List<String> waiting,
            Map<String, Deferred> unsettled,
            Map<String, NodeSeen> open) {

        /** Whether it cannot be on any node: what is offline or left as it is may well have it. */
        boolean isOnNone() {
            return absent == all && open.isEmpty();
        }

        /** Whether nobody knows how it is on any node, because those that may have it are offline. */
        boolean isUnknown() {
            return applied == 0 && open.isEmpty() && !offline.isEmpty();
        }

        String text() {
            StringBuilder text =
                    new StringBuilder().append(applied).append('/').append(all).append(" applied");
            if (!offline.isEmpty()) {
                text.append(", ").append(offline.size()).append(" offline");
            }
            int waits = waiting.size() + unsettled.size();
            if (waits > 0) {
                text.append(", ").append(waits).append(" waiting");
            }
            return text.toString();
        }
    }

    Details describe(Written written, Conditions conditions) {
        String name = written.ref().name();
        Count count = count(name);
        conditions(name, count, conditions);
        suspension(name)
                .ifPresent(by -> conditions.note(
                        Condition.PAUSED,
                        "Suspended",
                        by + " says suspend: the nodes stay as they are; remove it to go on"));
        // Its own: with the fleet's, an edit of one would write the status of all.
        Optional<String> revision = Optional.ofNullable(
                        view.desired().orElseThrow().layouts().get(name))
                .map(layout -> layout.revision().substring(0, REVISION));
        return new Details(revision, Optional.empty(), Optional.empty(), Optional.of(count.text()), applied(name));
    }

    private void conditions(String layout, Count count, Conditions conditions) {
        if (count.all() == 0) {
            String text = "selects no node: compare nodeSelector with the labels of the FabricNodes of '"
                    + view.mrealm() + "'";
            conditions.ready(Condition.TRUE, "SelectsNoNode", text).synced(Condition.TRUE, "InSync", "nothing to do");
            return;
        }
        String text = count.text();
        if (!count.offline().isEmpty()) {
            text += ": " + names(count.offline());
        }
        if (count.open().isEmpty() && !count.unsettled().isEmpty()) {
            Map.Entry<String, Deferred> first =
                    count.unsettled().entrySet().iterator().next();
            String why =
                    text + "; " + first.getKey() + " is " + first.getValue().reason();
            conditions.ready(Condition.FALSE, "Waiting", why);
            conditions.synced(Condition.UNKNOWN, "Waiting", why);
            conditions.note(Condition.RECONCILING, "Waiting", why);
            return;
        }
        if (count.isOnNone() && suspension(layout).isEmpty()) {
            String why = text + "; it is on none of its nodes yet";
            conditions.ready(Condition.FALSE, "OnNoNode", why);
            conditions.synced(Condition.TRUE, "InSync", rest(count));
            return;
        }
        if (count.isUnknown() && suspension(layout).isEmpty()) {
            conditions.ready(Condition.UNKNOWN, "NodesOffline", text + "; how it is there is not known");
            conditions.synced(Condition.UNKNOWN, "NodesOffline", rest(count));
            return;
        }
        if (count.open().isEmpty() && count.applied() == 0) {
            String why = text + "; while they are suspended nobody looks what runs on them";
            conditions.ready(Condition.TRUE, "Suspended", why);
            conditions.synced(Condition.TRUE, "InSync", rest(count));
            return;
        }
        if (count.open().isEmpty()) {
            conditions.ready(Condition.TRUE, "Applied", text);
            conditions.synced(Condition.TRUE, "InSync", rest(count));
            return;
        }
        Optional<String> held = Optional.ofNullable(view.rollouts().get(layout))
                .filter(rollout -> rollout.phase() == RolloutStatus.Phase.HELD)
                .map(LayoutStatus::held);
        if (held.isPresent()) {
            conditions.ready(Condition.FALSE, "RolloutHeld", text + "; " + held.get());
            conditions.synced(Condition.FALSE, "RolloutHeld", held.get());
            conditions.note(Condition.STALLED, "RolloutHeld", held.get());
            return;
        }
        Map.Entry<String, NodeSeen> first = count.open().entrySet().iterator().next();
        Work work = Work.on(first.getValue(), view.observing());
        String where = count.open().size() == 1
                ? "on " + first.getKey()
                : "on " + count.open().size() + " nodes ("
                        + names(new ArrayList<>(count.open().keySet())) + ")";
        String message = text + "; " + where + ": " + work.message();
        conditions.ready(Condition.FALSE, work.reason(), message);
        conditions.synced(Condition.FALSE, work.reason(), message);
        work.notes(conditions);
    }

    /** What is said where nothing can be done now. */
    private static String rest(Count count) {
        String text = "nothing to do";
        if (!count.offline().isEmpty()) {
            text += count.applied() == 0
                    ? " now; the nodes go on by themselves when they are back"
                    : " on the nodes that are there; the others go on by themselves when they are back";
        }
        if (!count.waiting().isEmpty()) {
            boolean others = count.applied() > 0 && count.offline().isEmpty();
            text += (others ? " on the others; " : "; ") + names(count.waiting())
                    + (count.waiting().size() == 1
                            ? " waits, and its FabricNode says"
                            : " wait, and their FabricNodes say")
                    + " what for";
        }
        return text;
    }

    private static String held(RolloutStatus rollout) {
        String failed = rollout.failures().stream()
                .limit(NAMED)
                .map(each -> each.node().authid() + ": " + each.reason())
                .collect(Collectors.joining("; "));
        return "its rollout is held at " + rollout.tried() + " of " + rollout.total()
                + " nodes, the others keep what they have: " + failed + ". Mend the layout, then it goes on by itself";
    }

    private Count count(String layout) {
        int all = 0;
        int applied = 0;
        int absent = 0;
        List<String> offline = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        Map<String, Deferred> unsettled = new TreeMap<>();
        Map<String, NodeSeen> open = new TreeMap<>();
        for (DesiredNode node : view.desired().orElseThrow().nodes().values()) {
            if (!node.layouts().contains(layout)) {
                continue;
            }
            all++;
            NodeSeen seen = view.nodes().get(node.key());
            if (seen != null && seen.isAbsent()) {
                absent++;
            }
            if (seen != null && seen.unsettled().isPresent()) {
                unsettled.put(node.key().authid(), seen.unsettled().get());
            } else if (seen == null || seen.deferred().isPresent() && !seen.isOffline()) {
                waiting.add(node.key().authid());
            } else if (seen.isOffline()) {
                offline.add(node.key().authid());
            } else if (seen.isApplied()) {
                applied++;
            } else {
                open.put(node.key().authid(), seen);
            }
        }
        return new Count(all, applied, absent, offline, waiting, unsettled, open);
    }

    private Optional<String> suspension(String layout) {
        return view.desired().orElseThrow().nodes().values().stream()
                .filter(node -> node.layouts().contains(layout))
                .flatMap(node -> node.suspendedBy().stream())
                .filter(by -> !by.startsWith("FabricNode/"))
                .findFirst();
    }

    private Optional<Instant> applied(String layout) {
        return view.desired().orElseThrow().nodes().values().stream()
                .filter(node -> node.layouts().contains(layout))
                .map(node -> view.nodes().get(node.key()))
                .flatMap(seen -> seen == null ? java.util.stream.Stream.empty() : seen.applied().stream())
                .max(Instant::compareTo);
    }

    private static String names(List<String> all) {
        String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? first + ", and " + (all.size() - NAMED) + " more" : first;
    }
}
