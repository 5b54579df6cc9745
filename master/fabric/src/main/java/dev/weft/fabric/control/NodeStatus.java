package dev.weft.fabric.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a node right now.
 *
 * @param sessions its uplink sessions: usually one or none
 * @param heartbeat sequence number of the last heartbeat of this uplink or, while offline, of the last one
 * @param heartbeatTime nanoseconds since 1970, as the node says
 * @param lastActive nanoseconds since 1970 by this master's clock: when it last joined, left or beat
 * @param activity code of Crossbar.io: 0 none, 1 created, 2 session joined, 3 ready, 4 heartbeat, 5 check
 * @param workers how many workers of each type the last heartbeat counted
 */
public record NodeStatus(
        Set<Long> sessions,
        @Nullable Long heartbeat,
        @Nullable Long heartbeatTime,
        long lastActive,
        int activity,
        Map<String, Long> workers) {

    static final NodeStatus NEVER_SEEN = new NodeStatus(Set.of(), null, null, 0, 0, Map.of());

    public NodeStatus {
        sessions = Set.copyOf(sessions);
        workers = Map.copyOf(workers);
    }

    public boolean online() {
        return !sessions.isEmpty();
    }

    public String text() {
        return online() ? "online" : "offline";
    }

    NodeStatus with(Set<Long> others, long now) {
        return new NodeStatus(others, heartbeat, heartbeatTime, now, 2, workers);
    }

    /** NodeRuntime as Crossbar.io publishes it with {@code on_node_ready}; its {@code authid} is always null there, here it is not. */
    public Map<String, @Nullable Object> toTree(String nodeOid, @Nullable String authid) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", nodeOid);
        tree.put("authid", authid);
        tree.put("status", text());
        tree.put("last_active", lastActive);
        tree.put("last_activity", (long) activity);
        tree.put("workers", workers);
        tree.put("counter", heartbeat);
        tree.put("time", heartbeatTime == null ? 0L : heartbeatTime);
        return tree;
    }
}
