package dev.weft.engine.desired;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Everything that shall exist, flat and sorted.
 *
 * @param layouts by name, with the nodes that each selects
 * @param gone management realms and nodes that shall be removed from the master, because somebody says so; none of them is among the
 *     others. Not the same as what nobody names: that is left alone
 * @param leaving nodes that are emptied and removed afterwards: planned as long as they are paired, and never paired
 */
public record Desired(
        SortedMap<ObjectPath, DesiredObject> objects,
        SortedMap<NodeKey, DesiredNode> nodes,
        SortedMap<String, DesiredLayout> layouts,
        Set<ObjectPath> gone,
        Set<NodeKey> leaving) {

    public Desired {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        layouts = Collections.unmodifiableSortedMap(new TreeMap<>(layouts));
        gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
        leaving = Collections.unmodifiableSortedSet(new TreeSet<>(leaving));
        for (ObjectPath path : gone) {
            if (path.kind().isOnNode() || objects.containsKey(path)) {
                throw new IllegalArgumentException(path + " is on a node, or wanted as well");
            }
        }
    }

    /** Where nothing is removed. */
    public Desired(
            SortedMap<ObjectPath, DesiredObject> objects,
            SortedMap<NodeKey, DesiredNode> nodes,
            SortedMap<String, DesiredLayout> layouts) {
        this(objects, nodes, layouts, Set.of(), Set.of());
    }

    /** Nothing at all. */
    public static Desired empty() {
        return new Desired(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** The same, and these management realms and nodes removed, and these nodes on their way there. */
    public Desired without(Set<ObjectPath> removed, Set<NodeKey> emptied) {
        return new Desired(objects, nodes, layouts, removed, emptied);
    }

    public Optional<DesiredObject> object(ObjectPath path) {
        return Optional.ofNullable(objects.get(path));
    }

    public Optional<DesiredNode> node(NodeKey key) {
        return Optional.ofNullable(nodes.get(key));
    }

    /**
     * Whether nobody edited anything since {@code earlier}, wherever it is written. What was on its way out already may be further on it
     * by now, or at its end, as may be a layout that named nothing any more; only what is on its way out newly is an edit.
     */
    public boolean wantsTheSameAs(Desired earlier) {
        if (this == earlier) {
            return true;
        }
        Set<ObjectPath> out = earlier.out();
        Set<String> ended = endedSince(earlier);
        SortedMap<String, DesiredLayout> before = new TreeMap<>(earlier.layouts);
        before.keySet().removeAll(ended);
        return out.containsAll(out())
                && same(layouts, before, (now, then) -> now.wantsTheSameAs(then, out))
                && same(
                        staying(nodes, NodeKey::path, out),
                        staying(earlier.nodes, NodeKey::path, out),
                        (now, then) -> now.wantsTheSameAs(then, ended))
                && same(
                        staying(objects, path -> path, out),
                        staying(earlier.objects, path -> path, out),
                        DesiredObject::wantsTheSameAs);
    }

    /** Layouts that are there no more and named nothing before: emptied, as one is that is deleted. */
    private Set<String> endedSince(Desired earlier) {
        Set<String> ended = new TreeSet<>(earlier.layouts.keySet());
        ended.removeAll(layouts.keySet());
        if (!ended.isEmpty()) {
            earlier.objects.values().forEach(object -> ended.removeAll(object.documents()));
        }
        return ended;
    }

    /** What is on its way out. */
    private Set<ObjectPath> out() {
        Set<ObjectPath> out = new TreeSet<>(gone);
        leaving.forEach(node -> out.add(node.path()));
        return out;
    }

    private static <K, V> SortedMap<K, V> staying(
            SortedMap<K, V> all, Function<K, ObjectPath> at, Set<ObjectPath> out) {
        if (out.isEmpty()) {
            return all;
        }
        SortedMap<K, V> staying = new TreeMap<>(all);
        staying.keySet().removeIf(key -> isIn(at.apply(key), out));
        return staying;
    }

    /** Whether the path is one of these, or inside one. */
    static boolean isIn(ObjectPath path, Set<ObjectPath> these) {
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent() && !these.contains(here.get())) {
            here = here.get().parent();
        }
        return here.isPresent();
    }

    private static <K, V> boolean same(SortedMap<K, V> one, SortedMap<K, V> other, BiPredicate<V, V> alike) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(entry -> {
                    V there = other.get(entry.getKey());
                    return there != null && alike.test(entry.getValue(), there);
                });
    }

    /** The management realms that are named: what has to be read. */
    public SortedSet<String> mrealms() {
        SortedSet<String> names = new TreeSet<>();
        objects.keySet().forEach(path -> names.add(path.mrealm()));
        gone.forEach(path -> names.add(path.mrealm()));
        return names;
    }
}
