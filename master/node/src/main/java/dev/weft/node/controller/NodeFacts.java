package dev.weft.node.controller;

import dev.weft.node.keys.NodeKey;
import dev.weft.node.procedure.Times;
import dev.weft.node.stats.SystemStats;
import dev.weft.wamp.client.SessionDetails;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the node knows of itself.
 *
 * @param lastAuthid what the last master called the node; before there was one, the wish in the key file
 * @param uplink the session at the master, where there is one now
 * @param reach asked for each started worker
 * @param onShutdownRequested begins to end the node; returns at once
 */
public record NodeFacts(
        NodeKey key,
        Path directory,
        SystemStats system,
        String lastAuthid,
        Supplier<Optional<SessionDetails>> uplink,
        Reach reach,
        Runnable onShutdownRequested) {

    /** What {@code title} of the status says. */
    public static final String TITLE = "Weft 0.1.0";

    /** What the node is called. */
    String nodeId() {
        return uplink.get().map(SessionDetails::authid).orElse(lastAuthid);
    }

    /** NodeStatus as Crossbar.io has it. */
    Map<String, @Nullable Object> status(Collection<ManagedWorker> workers, Instant started) {
        Map<String, Long> byType = new TreeMap<>();
        workers.forEach(w -> byType.merge(w.type, 1L, Long::sum));
        Optional<SessionDetails> session = uplink.get();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("title", TITLE);
        status.put("started", Times.iso(started));
        status.put("controller_pid", ProcessHandle.current().pid());
        status.put("running_workers", (long) workers.size());
        status.put("workers_by_type", byType);
        status.put("directory", directory.toString());
        status.put("ethadr", key.ethereumAddress());
        status.put("pubkey", key.publicKey());
        status.put("management_realm", session.map(SessionDetails::realm).orElse(null));
        status.put("management_node_id", session.map(SessionDetails::authid).orElse(null));
        status.put("management_session_id", session.map(SessionDetails::session).orElse(null));
        status.put(
                "management_node_extra",
                session.map(s -> s.authextra().values()).orElse(null));
        status.put("has_docker", false);
        return status;
    }
}
