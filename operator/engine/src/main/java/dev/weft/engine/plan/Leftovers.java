package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Set;
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
 * @param doubted what it would remove as well, with what is inside it, if nothing else on the node were in doubt
 */
public record Leftovers(
        SortedMap<ObjectPath, SortedSet<String>> left,
        SortedSet<ObjectPath> removed,
        SortedSet<ObjectPath> withheld,
        SortedSet<ObjectPath> doubted) {

    public static final Leftovers NONE = new Leftovers(new TreeMap<>(), Set.of(), Set.of(), Set.of());

    Leftovers(
            SortedMap<ObjectPath, SortedSet<String>> left,
            Set<ObjectPath> removed,
            Set<ObjectPath> withheld,
            Set<ObjectPath> doubted) {
        this(left, new TreeSet<>(removed), new TreeSet<>(withheld), new TreeSet<>(doubted));
    }

    public Leftovers {
        left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
        doubted = Collections.unmodifiableSortedSet(new TreeSet<>(doubted));
    }
}
