package dev.weft.engine.plan;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What documents have left behind that are gone, or speak no more for a node.
 *
 * @param left what of it stays on nodes, with the documents that it is of
 * @param removed what this plan removes because of {@code --prune} or because a node is retired: objects, and nodes
 * @param withheld what it would remove as well, with what is inside it, and what is beyond the budget or was not granted yet
 * @param unseen the part of that of which no plan of everything has said yet whether it is within the budget
 * @param doubted what it would remove as well, with what is inside it, if nothing else on the node were in doubt
 * @param budget how much may be removed until the documents change
 */
public record Leftovers(
        SortedMap<ObjectPath, SortedSet<String>> left,
        SortedSet<ObjectPath> removed,
        SortedSet<ObjectPath> withheld,
        SortedSet<ObjectPath> unseen,
        SortedSet<ObjectPath> doubted,
        int budget) {

    public static final Leftovers NONE =
            new Leftovers(new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), 0);

    public Leftovers {
        left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
        unseen = Collections.unmodifiableSortedSet(new TreeSet<>(unseen));
        doubted = Collections.unmodifiableSortedSet(new TreeSet<>(doubted));
    }

    /** Why something that is left stays. */
    public enum Why {
        /** Nobody said that it shall go. */
        NOT_ASKED,
        /** It shall go, and with all else that shall go it is more than the budget. */
        BEYOND_BUDGET,
        /** It shall go, and whether that is within the budget is known when everything was planned. */
        NOT_LOOKED_AT,
        /** It shall go, and something else on its node is to be settled first. */
        IN_DOUBT
    }

    /** The part of {@link #left} that stays for this reason. */
    public SortedMap<ObjectPath, SortedSet<String>> left(Why why) {
        TreeMap<ObjectPath, SortedSet<String>> part = new TreeMap<>(left);
        part.keySet().removeIf(path -> why(path) != why);
        return part;
    }

    /** What is on a node. */
    public Leftovers on(NodeKey node) {
        TreeMap<ObjectPath, SortedSet<String>> part = new TreeMap<>(left);
        part.keySet().retainAll(on(node, left.keySet()));
        return new Leftovers(part, on(node, removed), on(node, withheld), on(node, unseen), on(node, doubted), budget);
    }

    private static SortedSet<ObjectPath> on(NodeKey node, Iterable<ObjectPath> paths) {
        TreeSet<ObjectPath> part = new TreeSet<>();
        for (ObjectPath path : paths) {
            if (path.node().filter(node::equals).isPresent()) {
                part.add(path);
            }
        }
        return part;
    }

    private Why why(ObjectPath path) {
        if (isAmong(unseen, path)) {
            return Why.NOT_LOOKED_AT;
        }
        if (isAmong(withheld, path)) {
            return Why.BEYOND_BUDGET;
        }
        return isAmong(doubted, path) ? Why.IN_DOUBT : Why.NOT_ASKED;
    }

    private static boolean isAmong(SortedSet<ObjectPath> paths, ObjectPath path) {
        return paths.stream().anyMatch(each -> each.equals(path) || path.isInside(each));
    }
}
