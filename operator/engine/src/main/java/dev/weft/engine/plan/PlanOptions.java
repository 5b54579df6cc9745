package dev.weft.engine.plan;

import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How to plan.
 *
 * @param prune whether objects whose documents are gone are deleted
 * @param pruneCap how many objects may be pruned and nodes retired, taken together: where it is more, nothing of it is, and all else is
 *     done
 * @param maxDisruptedSessions how many live sessions the plan may end; empty: any number
 * @param maxDisruption the worst class an action may have
 * @param adopt what to do with a live object of a wanted name that is not ours
 * @param createdNodes nodes that the caller itself made ({@code up}): exclusive by default, and marked so when they are paired
 * @param removals what is known of removals from plans before this one
 * @param only plan this node alone; empty: everything
 */
public record PlanOptions(
        boolean prune,
        int pruneCap,
        OptionalLong maxDisruptedSessions,
        Disruption maxDisruption,
        Adopt adopt,
        SortedSet<NodeKey> createdNodes,
        Removals removals,
        Optional<NodeKey> only,
        Ownership ownership) {

    /** Nothing is pruned, everything that a document names may be changed. */
    public static final PlanOptions DEFAULT = new PlanOptions(
            false,
            10,
            OptionalLong.empty(),
            Disruption.DROPS_NODE,
            Adopt.IF_MATCHES,
            new TreeSet<>(),
            Removals.NONE,
            Optional.empty(),
            new Ownership(OwnerTag.DEFAULT, OwnerTag.DEFAULT));

    public PlanOptions {
        createdNodes = Collections.unmodifiableSortedSet(new TreeSet<>(createdNodes));
    }

    /** What to do with a live object of a wanted name that carries no mark of ours. */
    public enum Adopt {
        IF_MATCHES,
        ALWAYS,
        NEVER
    }

    /**
     * Removals, of what is pruned and of nodes that are retired.
     *
     * @param used those that are done already or under way: they count for the cap
     * @param granted those that an earlier plan of everything contained: they stay in the plan before new ones, and a plan of one node
     *     removes nothing else
     * @param withheld those that it did not, because they were beyond the cap
     */
    public record Removals(Set<ObjectPath> used, Set<ObjectPath> granted, Set<ObjectPath> withheld) {

        public static final Removals NONE = new Removals(Set.of(), Set.of(), Set.of());

        public Removals {
            used = Collections.unmodifiableSet(new TreeSet<>(used));
            granted = Collections.unmodifiableSet(new TreeSet<>(granted));
            withheld = Collections.unmodifiableSet(new TreeSet<>(withheld));
        }
    }

    /** In whose name we act. */
    public record Ownership(String installation, String set) {}

    public PlanOptions withPrune() {
        return new PlanOptions(
                true, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, removals, only, ownership);
    }

    /** @param cap how many objects may be pruned and nodes retired, taken together */
    public PlanOptions withPruneCap(int cap) {
        return new PlanOptions(
                prune, cap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, removals, only, ownership);
    }

    public PlanOptions withMaxDisruptedSessions(long limit) {
        return new PlanOptions(
                prune, pruneCap, OptionalLong.of(limit), maxDisruption, adopt, createdNodes, removals, only, ownership);
    }

    public PlanOptions withAdopt(Adopt policy) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, policy, createdNodes, removals, only, ownership);
    }

    public PlanOptions withCreatedNodes(Set<NodeKey> nodes) {
        return new PlanOptions(
                prune,
                pruneCap,
                maxDisruptedSessions,
                maxDisruption,
                adopt,
                new TreeSet<>(nodes),
                removals,
                only,
                ownership);
    }

    public PlanOptions withOwnership(Ownership whose) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, removals, only, whose);
    }

    public PlanOptions onlyNode(NodeKey node) {
        return new PlanOptions(
                prune,
                pruneCap,
                maxDisruptedSessions,
                maxDisruption,
                adopt,
                createdNodes,
                removals,
                Optional.of(node),
                ownership);
    }

    public PlanOptions withRemovals(Removals known) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, known, only, ownership);
    }
}
