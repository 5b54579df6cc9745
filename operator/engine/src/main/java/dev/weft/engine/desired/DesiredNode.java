package dev.weft.engine.desired;

import dev.weft.engine.path.NodeKey;
import dev.weft.model.Kinds;
import dev.weft.model.Origin;
import dev.weft.model.SourceMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node that a document declares.
 *
 * @param publicKey 64 hex digits; empty: the node waits for its key
 * @param policy as stated; empty: {@code SHARED}, or {@code EXCLUSIVE} where Weft created the node
 * @param layouts names of the layouts that select it, and its own title where it says workers itself; empty: the node is unmanaged
 *     and is never emptied
 * @param retired whether everything on it is to be stopped and it is to be unpaired; then no layout selects it
 * @param prune whether what layouts put there that speak for it no more is stopped
 * @param suspendedBy title of the document that says to leave it as it is; empty for none
 * @param tree what its layouts and its own workers merge to, values filled in: {@code {workers: […]}}
 * @param origins where each part of the tree was written
 */
public record DesiredNode(
        NodeKey key,
        Optional<String> publicKey,
        Optional<LayoutPolicy> policy,
        SortedMap<String, String> labels,
        List<String> layouts,
        boolean retired,
        boolean prune,
        Optional<String> suspendedBy,
        Map<String, Object> tree,
        SourceMap origins,
        Origin origin) {

    public DesiredNode {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        layouts = List.copyOf(layouts);
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }

    /** The same node with this key. */
    public DesiredNode withPublicKey(String hex) {
        return new DesiredNode(
                key, Optional.of(hex), policy, labels, layouts, retired, prune, suspendedBy, tree, origins, origin);
    }

    /**
     * Whether both say the same of the node, wherever it is written; what runs on it is said by its objects.
     *
     * @param ended layouts that may be missing here
     */
    boolean wantsTheSameAs(DesiredNode earlier, Set<String> ended) {
        List<String> before = earlier.layouts.stream()
                .filter(layout -> !ended.contains(layout))
                .toList();
        return key.equals(earlier.key)
                && publicKey.equals(earlier.publicKey)
                && policy.equals(earlier.policy)
                && labels.equals(earlier.labels)
                && layouts.equals(before)
                && retired == earlier.retired
                && prune == earlier.prune
                && suspendedBy.equals(earlier.suspendedBy);
    }

    /** By what objects are recorded: the layouts that select it, and its own document, whether that says workers or not. */
    public SortedSet<String> documents() {
        SortedSet<String> documents = new TreeSet<>(layouts);
        documents.add(ownDocument(key));
        return documents;
    }

    /** What the node's own document is called among those that say what runs on it. No layout's name has a slash. */
    static String ownDocument(NodeKey key) {
        return Kinds.FABRIC_NODE.name() + "/" + key.authid();
    }

    /** Whether any layout says what runs on it. */
    public boolean isManaged() {
        return !layouts.isEmpty();
    }
}
