package dev.weft.engine.desired;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.RolloutPolicy;
import dev.weft.model.Origin;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A layout and the nodes that it selects.
 *
 * @param revision digest of what its document says, values of nodes left out: two states of a document never share it
 * @param rollout how a change of it comes to the nodes
 */
public record DesiredLayout(
        String name, String mrealm, String revision, RolloutPolicy rollout, SortedSet<NodeKey> nodes, Origin origin) {

    public DesiredLayout {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    /** Whether both say the same, wherever it is written. */
    boolean wantsTheSameAs(DesiredLayout other) {
        return name.equals(other.name)
                && mrealm.equals(other.mrealm)
                && revision.equals(other.revision)
                && rollout.equals(other.rollout)
                && nodes.equals(other.nodes);
    }
}
