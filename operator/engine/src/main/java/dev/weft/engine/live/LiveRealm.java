package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A management realm on the master and the nodes paired with it.
 *
 * @param config label, description and such, without our mark
 */
public record LiveRealm(
        String name,
        Optional<String> oid,
        Map<String, Object> config,
        Optional<OwnerTag> owner,
        SortedMap<String, LiveNode> nodes) {

    public LiveRealm {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }

    public Optional<LiveNode> node(NodeKey key) {
        return Optional.ofNullable(nodes.get(key.authid()));
    }
}
