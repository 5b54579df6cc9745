package dev.weft.gateway;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** What the master itself knows about a node, as {@code get_node} tells it. */
record NodeRecord(
        NodeKey key,
        String oid,
        Optional<String> publicKey,
        Optional<OwnerTag> owner,
        boolean online,
        String lastSeen,
        Optional<Inventory> inventory) {

    /** Empty where the object names no node, as for one that was unpaired a moment ago. */
    static Optional<NodeRecord> of(String mrealm, Map<String, Object> node) {
        return Wire.text(node, "authid")
                .flatMap(authid -> Wire.text(node, "oid")
                        .map(oid -> new NodeRecord(
                                new NodeKey(mrealm, authid),
                                oid,
                                Wire.text(node, "pubkey"),
                                OwnerTags.inAuthextra(Wire.dict(node.get("authextra"))),
                                "online".equals(node.get("status")),
                                lastSeen(node),
                                Optional.empty())));
    }

    /** An original tells only the time of the last heartbeat, in nanoseconds by the node's clock. */
    private static String lastSeen(Map<String, Object> node) {
        long heartbeat = Wire.number(node, "timestamp");
        String beat = heartbeat <= 0
                ? ""
                : Instant.ofEpochSecond(0, heartbeat)
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString();
        return Wire.text(node, "last_seen").orElse(beat);
    }

    NodeRecord withInventory(Inventory now) {
        return new NodeRecord(key, oid, publicKey, owner, online, lastSeen, Optional.of(now));
    }
}
