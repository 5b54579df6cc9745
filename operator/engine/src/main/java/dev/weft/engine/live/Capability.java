package dev.weft.engine.live;

/** Extensions that a master announces; an original announces none. Some of them are done by nodes, and an original node cannot. */
public enum Capability {
    /** The whole state of a node in one call. */
    GET_SNAPSHOT("get_snapshot", Doer.NODE),
    /** A role replaced in place, atomically, in force at once. */
    UPDATE_ROLE("update_router_realm_role", Doer.NODE),
    /** Effects asked where they are. */
    PROBE("probe", Doer.NODE),
    /** Every change of every node, once, without gaps. */
    ON_CHANGE("on_change", Doer.MASTER),
    /** What we own on each node is stored with the master, and so is what the fingerprints of secrets are keyed with. */
    INVENTORY("inventory", Doer.MASTER),
    /** How far the changes of all nodes have come, in one call. */
    CHANGE_COUNTS("get_change_counts", Doer.MASTER);

    private final String word;
    private final Doer doer;

    /** Whose work it is. */
    private enum Doer {
        MASTER,
        NODE
    }

    Capability(String word, Doer doer) {
        this.word = word;
        this.doer = doer;
    }

    /** True where the master only passes it on: then it counts what {@link LiveNode#can}, not what the master announces. */
    public boolean isOfNodes() {
        return doer == Doer.NODE;
    }

    /** The name that the master announces. */
    public String word() {
        return word;
    }
}
