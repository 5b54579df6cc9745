package dev.weft.engine.live;

/** Extensions that a master announces; an original announces none. */
public enum Capability {
    /** The whole state of a node in one call. */
    GET_SNAPSHOT("get_snapshot"),
    /** A role replaced in place, atomically, in force at once. */
    UPDATE_ROLE("update_router_realm_role"),
    /** Effects asked where they are. */
    PROBE("probe"),
    /** Every change of every node, once, without gaps. */
    ON_CHANGE("on_change"),
    /** What we own on each node is stored with the master. */
    INVENTORY("inventory");

    private final String word;

    Capability(String word) {
        this.word = word;
    }

    /** The name that the master announces. */
    public String word() {
        return word;
    }
}
