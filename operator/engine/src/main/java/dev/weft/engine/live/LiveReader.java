package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Reads a fabric; the gateway is one, the simulated fabric of the tests another.
 *
 * <p>A stage fails only when the master cannot be reached or refuses us; a node that is offline, or cannot be read, is a value.
 */
public interface LiveReader {

    /**
     * Names what the documents want. A fabric that does not list everything that it runs is asked for these by name; others need
     * no telling.
     */
    default void expect(Set<ObjectPath> wanted) {}

    /** Reads the named management realms and every node in them; names that do not exist are absent from the result. */
    CompletionStage<LiveState> read(Set<String> mrealms);

    /** Reads one node; empty when it is not paired. */
    CompletionStage<Optional<LiveNode>> readNode(NodeKey node);

    /**
     * Reads one object; empty when it does not exist. Fails when that cannot be known now; where the fabric says why, with {@code
     * dev.weft.engine.apply.Refused}.
     */
    CompletionStage<Optional<LiveObject>> readObject(ObjectPath path);

    /**
     * Without reading the node, a text that differs from {@link LiveNode.Version#digest} when the node has changed since it was read
     * last; empty where that is not told. Cheap: asked for many nodes within a moment, it costs one call.
     */
    CompletionStage<Optional<String>> readDigest(NodeKey node);
}
