package dev.weft.engine.render;

import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.plan.Observed;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.RolloutText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The last lines of a plan: how much of what, what it costs, what waits, what stays. */
public final class PlanSummary {

    private static final int NAMED = 5;

    private PlanSummary() {}

    /** Complete lines. */
    public static String of(Plan plan) {
        StringBuilder out = new StringBuilder();
        Observed observed = plan.observed();
        if (plan.isEmpty()) {
            out.append("Nothing to do: ").append(counted(observed.unchanged(), "object"));
            out.append(observed.unchanged() == 1 ? " is" : " are").append(" as the documents say.\n");
        } else {
            out.append("Plan: ").append(counts(plan)).append(". ").append(cost(plan));
            out.append(". ").append(observed.unchanged()).append(" unchanged. Hash ");
            out.append(plan.hash(), 0, 12).append(".\n");
        }
        observed.rollouts()
                .forEach(rollout -> out.append(RolloutText.planned(rollout)).append('\n'));
        for (Deferred deferred : observed.deferred()) {
            out.append("Deferred: node ").append(deferred.node()).append(" is ").append(deferred.reason());
            if (!deferred.lastSeen().isEmpty()) {
                out.append(" (last seen ").append(deferred.lastSeen()).append(')');
            }
            out.append("; ").append(counted(deferred.objects(), "object"));
            out.append(deferred.objects() == 1 ? " waits. " : " wait. ")
                    .append(advice(deferred))
                    .append('\n');
        }
        SortedSet<ObjectPath> unmanaged = new TreeSet<>(observed.unmanaged());
        unmanaged.removeAll(observed.leftovers().left().keySet());
        if (!unmanaged.isEmpty()) {
            boolean one = unmanaged.size() == 1;
            out.append("Unmanaged: ").append(counted(unmanaged.size(), "live object"));
            out.append(one ? " is in no document and stays: " : " are in no document and stay: ");
            out.append(some(unmanaged)).append('\n');
        }
        for (Leftovers.Why why : Leftovers.Why.values()) {
            left(observed.leftovers(), why, out);
        }
        plan.refusals()
                .forEach(refusal -> out.append("Refused: ")
                        .append(refusal.message())
                        .append(". ")
                        .append(refusal.remedy().onCommandLine())
                        .append(".\n"));
        return out.toString();
    }

    private static void left(Leftovers leftovers, Leftovers.Why why, StringBuilder out) {
        SortedMap<ObjectPath, SortedSet<String>> left = leftovers.left(why);
        if (left.isEmpty()) {
            return;
        }
        SortedSet<String> documents = new TreeSet<>();
        left.values().forEach(documents::addAll);
        boolean one = left.size() == 1;
        out.append("Left: ").append(counted(left.size(), "live object"));
        out.append(one ? " stays of " : " stay of ").append(String.join(", ", documents));
        out.append(", which ").append(documents.size() == 1 ? "is gone or does" : "are gone or do");
        out.append(" not select the node any more; ");
        out.append(
                switch (why) {
                    case NOT_ASKED -> one ? "it goes with --prune" : "they go with --prune";
                    case BEYOND_BUDGET -> "to prune all that shall go is beyond the budget of " + leftovers.budget();
                    case NOT_LOOKED_AT -> "whether that is within the budget is looked at with the rest of the fleet";
                    case IN_DOUBT -> "what else is in doubt on the node comes first";
                });
        out.append(": ").append(some(new TreeSet<>(left.keySet()))).append('\n');
    }

    private static String some(SortedSet<ObjectPath> paths) {
        String named = paths.stream().limit(NAMED).map(ObjectPath::text).collect(Collectors.joining(", "));
        return paths.size() > NAMED ? named + ", …" : named;
    }

    private static String advice(Deferred deferred) {
        return switch (deferred.reason()) {
            case Deferred.OFFLINE ->
                "Start the node, or mend its uplink; the next run, or reconcile --watch, goes on there.";
            case Deferred.WAITING_FOR_KEY -> "Give its document a publicKey.";
            default ->
                deferred.reason().startsWith(Deferred.SUSPENDED)
                        ? "Remove suspend from it to go on."
                        : deferred.reason().startsWith(Deferred.CHANGING)
                                ? "The next run, or reconcile --watch, goes on when it is there."
                                : deferred.isMeant()
                                        ? "It goes on when what is refused here is allowed."
                                        : "The next run reads it again.";
        };
    }

    static String counts(Plan plan) {
        List<String> counts = new ArrayList<>();
        for (ActionType type : ActionType.values()) {
            long count = plan.actions().stream()
                    .filter(action -> action.type() == type)
                    .count();
            if (count > 0) {
                counts.add(count + " to " + type.word());
            }
        }
        if (!plan.conflicts().isEmpty()) {
            counts.add(counted(plan.conflicts().size(), "conflict"));
        }
        if (!plan.obstacles().isEmpty()) {
            counts.add(counted(plan.obstacles().size(), "obstacle"));
        }
        return String.join(", ", counts);
    }

    private static String cost(Plan plan) {
        long sessions = plan.observed().sessionsHit();
        Disruption disruption = plan.disruption();
        if (sessions > 0) {
            return "Disruption: " + disruption.word() + ", ends " + counted(sessions, "session");
        }
        return disruption == Disruption.NONE
                ? "Disruption: none"
                : "Disruption: " + disruption.word() + ", ends no session";
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
