package dev.weft.engine.plan;

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
 * @param withheld what it would remove as well, and what is beyond the budget or was not granted yet
 */
public record Leftovers(
        SortedMap<ObjectPath, SortedSet<String>> left, SortedSet<ObjectPath> removed, SortedSet<ObjectPath> withheld) {

    public static final Leftovers NONE = new Leftovers(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    public Leftovers {
        left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        withheld = Collections.unmodifiableSortedSet(new TreeSet<>(withheld));
    }
}
