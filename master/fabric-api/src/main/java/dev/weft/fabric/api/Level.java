package dev.weft.fabric.api;

/** What a procedure or topic is about, and with that, which arguments address it. */
public enum Level {
    /** The fabric as a whole: domain, users, life cycle of management realms, pairing. Served on the global realm. */
    FABRIC,
    /** One management realm: its controller. Served there, and on the global realm with the realm's name in the uri or by oid. */
    MREALM,
    /** One node: addressed by {@code node_oid}. */
    NODE,
    /** One worker: addressed by {@code node_oid} and {@code worker_id}. */
    WORKER,
    /** One realm of a router worker: addressed by {@code node_id}, {@code worker_id} and {@code realm_id}. */
    REALM,
    /** On a node's own realm only. */
    LOCAL;

    /** True where a master forwards the call to a node. */
    public boolean remote() {
        return this == NODE || this == WORKER || this == REALM;
    }
}
