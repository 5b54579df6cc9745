package dev.weft.engine.plan;

import dev.weft.engine.path.NodeKey;

/**
 * Work that waits for a node.
 *
 * @param objects how many objects the documents want on it
 * @param reason {@code offline}, {@code waiting for key}, {@code suspended by …}, {@code not wholly read}
 * @param lastSeen as the master tells it; may be empty
 */
public record Deferred(NodeKey node, int objects, String reason, String lastSeen) {

    /** The node has no uplink. */
    public static final String OFFLINE = "offline";

    /** A document says to leave the node as it is; the title of the document follows. */
    public static final String SUSPENDED = "suspended by ";

    /** The node is not paired, and its document holds no key to pair it with. */
    public static final String WAITING_FOR_KEY = "waiting for key";
}
