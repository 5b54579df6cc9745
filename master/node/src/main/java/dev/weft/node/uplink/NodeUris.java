package dev.weft.node.uplink;

import dev.weft.node.channel.WorkerUris;
import java.util.Set;

/** Names of one node at its master: {@code crossbar.<rest>} here is {@code crossbarfabriccenter.node.<authid>.<rest>} there. */
record NodeUris(String authid) {

    static final String LOCAL = "crossbar.";
    static final String HEARTBEAT = "crossbarfabriccenter.node.on_heartbeat";
    static final String WORKER_HEARTBEAT = "crossbarfabriccenter.node.on_worker_heartbeat";
    static final String MASTER_STATUS = "crossbarfabriccenter.mrealm.get_status";

    /** The oldest names are for the node's own realm. */
    private static final String OLD = "crossbar.node.";

    /** With the original, anybody at the master could let any node sign anything: these never leave the node. */
    private static final Set<String> NEVER = Set.of("crossbar.sign", "crossbar.sign_challenge");

    String remote(String local) {
        return prefix() + local.substring(LOCAL.length());
    }

    String local(String remote) {
        return LOCAL + remote.substring(prefix().length());
    }

    private String prefix() {
        return "crossbarfabriccenter.node." + authid + ".";
    }

    /** True for what the master may call. */
    static boolean isExported(String local) {
        return local.startsWith(LOCAL)
                && !local.startsWith(OLD)
                && !NEVER.contains(local)
                && !WorkerUris.isInternal(local);
    }
}
