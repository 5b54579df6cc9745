package dev.weft.engine.plan;

/** What clients notice, from nothing to everything. */
public enum Disruption {
    NONE("none"),
    /** The node loses its link to the master for a moment; its workers and sessions do not notice. */
    DROPS_UPLINK("drops-uplink"),
    /** Existing sessions stay; new ones are refused for a moment or for good. */
    NEW_SESSIONS_ONLY("new-sessions-only"),
    /** Sessions stay, but something that was allowed no longer is. */
    DROPS_AUTHZ("drops-authz"),
    DROPS_SESSIONS("drops-sessions"),
    /** Everything on the node. */
    DROPS_NODE("drops-node");

    private final String word;

    Disruption(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The worse of both. */
    public Disruption worse(Disruption other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
