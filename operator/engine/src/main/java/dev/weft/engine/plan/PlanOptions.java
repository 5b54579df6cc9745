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
 * @param pruneCap how many objects one run may prune at most, and how many nodes it may retire
 * @param maxDisruptedSessions how many live sessions the plan may end; empty: any number
 * @param maxDisruption the worst class an action may have
 * @param adopt what to do with a live object of a wanted name that is not ours
 * @param createdNodes nodes that the caller itself made ({@code up}): exclusive by default, and marked so when they are paired
 * @param granted removals that an earlier plan of everything contained and that count for the cap together with new ones; a plan of one
 *     node removes nothing else
 * @param only plan this node alone; empty: everything
 */
public record PlanOptions(
        boolean prune,
        int pruneCap,
        OptionalLong maxDisruptedSessions,
        Disruption maxDisruption,
        Adopt adopt,
        SortedSet<NodeKey> createdNodes,
        Set<ObjectPath> granted,
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
            Set.of(),
            Optional.empty(),
            new Ownership(OwnerTag.DEFAULT, OwnerTag.DEFAULT));

    public PlanOptions {
        granted = Collections.unmodifiableSet(new TreeSet<>(granted));
        createdNodes = Collections.unmodifiableSortedSet(new TreeSet<>(createdNodes));
    }

    /** What to do with a live object of a wanted name that carries no mark of ours. */
    public enum Adopt {
        IF_MATCHES,
        ALWAYS,
        NEVER
    }

    /** In whose name we act. */
    public record Ownership(String installation, String set) {}

    public PlanOptions withPrune() {
        return new PlanOptions(
                true, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, granted, only, ownership);
    }

    /** @param cap how many objects one run may prune at most, and how many nodes it may retire */
    public PlanOptions withPruneCap(int cap) {
        return new PlanOptions(
                prune, cap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, granted, only, ownership);
    }

    public PlanOptions withMaxDisruptedSessions(long limit) {
        return new PlanOptions(
                prune, pruneCap, OptionalLong.of(limit), maxDisruption, adopt, createdNodes, granted, only, ownership);
    }

    public PlanOptions withAdopt(Adopt policy) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, policy, createdNodes, granted, only, ownership);
    }

    public PlanOptions withCreatedNodes(Set<NodeKey> nodes) {
        return new PlanOptions(
                prune,
                pruneCap,
                maxDisruptedSessions,
                maxDisruption,
                adopt,
                new TreeSet<>(nodes),
                granted,
                only,
                ownership);
    }

    public PlanOptions withOwnership(Ownership whose) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, granted, only, whose);
    }

    public PlanOptions onlyNode(NodeKey node) {
        return new PlanOptions(
                prune,
                pruneCap,
                maxDisruptedSessions,
                maxDisruption,
                adopt,
                createdNodes,
                granted,
                Optional.of(node),
                ownership);
    }

    public PlanOptions withGranted(Set<ObjectPath> removals) {
        return new PlanOptions(
                prune, pruneCap, maxDisruptedSessions, maxDisruption, adopt, createdNodes, removals, only, ownership);
    }
}
