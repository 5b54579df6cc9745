package dev.weft.engine.desired;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.rollout.RolloutPolicy;
import dev.weft.model.Origin;
import java.util.Collections;
import java.util.Set;
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

    /** Whether both say the same, wherever it is written, nodes that are on their way {@code out} left aside. */
    boolean wantsTheSameAs(DesiredLayout other, Set<ObjectPath> out) {
        return name.equals(other.name)
                && mrealm.equals(other.mrealm)
                && revision.equals(other.revision)
                && rollout.equals(other.rollout)
                && staying(out).equals(other.staying(out));
    }

    private Set<NodeKey> staying(Set<ObjectPath> out) {
        Set<NodeKey> staying = new TreeSet<>(nodes);
        staying.removeIf(node -> Desired.isIn(node.path(), out));
        return staying;
    }
}
