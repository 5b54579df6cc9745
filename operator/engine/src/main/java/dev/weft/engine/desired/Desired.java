package dev.weft.engine.desired;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that shall exist, flat and sorted. */
public record Desired(SortedMap<ObjectPath, DesiredObject> objects, SortedMap<NodeKey, DesiredNode> nodes) {

    public Desired {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    public Optional<DesiredObject> object(ObjectPath path) {
        return Optional.ofNullable(objects.get(path));
    }

    public Optional<DesiredNode> node(NodeKey key) {
        return Optional.ofNullable(nodes.get(key));
    }

    /** The management realms that are named: what has to be read. */
    public SortedSet<String> mrealms() {
        SortedSet<String> names = new TreeSet<>();
        objects.keySet().forEach(path -> names.add(path.mrealm()));
        return names;
    }
}
