package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.secret.FingerprintKey;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A fabric as it was read: every management realm that the documents name and exists, with its nodes.
 *
 * @param product {@code weft} or {@code crossbar}, with the version; for people
 * @param fingerprintKey what fingerprints in the inventories are keyed with; empty where the master keeps none
 */
public record LiveState(
        String product,
        Set<Capability> capabilities,
        SortedMap<String, LiveRealm> realms,
        Optional<FingerprintKey> fingerprintKey) {

    public LiveState {
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
        realms = Collections.unmodifiableSortedMap(new TreeMap<>(realms));
    }

    /** A fabric that keeps no fingerprints. */
    public LiveState(String product, Set<Capability> capabilities, SortedMap<String, LiveRealm> realms) {
        this(product, capabilities, realms, Optional.empty());
    }

    /** A master with nothing on it. */
    public static LiveState empty(Set<Capability> capabilities) {
        return new LiveState("weft", capabilities, new TreeMap<>());
    }

    /** Whether the master can; for what nodes do, ask the node. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Nodes that cannot be read before somebody has mended something. */
    public List<LiveNode> unreadable() {
        return realms.values().stream()
                .flatMap(realm -> realm.nodes().values().stream())
                .filter(node -> node.problem().isPresent())
                .toList();
    }

    public Optional<LiveRealm> realm(String name) {
        return Optional.ofNullable(realms.get(name));
    }

    public Optional<LiveNode> node(NodeKey key) {
        return realm(key.mrealm()).flatMap(realm -> realm.node(key));
    }

    /** The same fabric with one node read anew. */
    public LiveState withNode(LiveNode node) {
        LiveRealm realm = realms.get(node.key().mrealm());
        if (realm == null) {
            return this;
        }
        TreeMap<String, LiveNode> nodes = new TreeMap<>(realm.nodes());
        nodes.put(node.key().authid(), node);
        TreeMap<String, LiveRealm> now = new TreeMap<>(realms);
        now.put(realm.name(), new LiveRealm(realm.name(), realm.oid(), realm.config(), realm.owner(), nodes));
        return new LiveState(product, capabilities, now, fingerprintKey);
    }
}
