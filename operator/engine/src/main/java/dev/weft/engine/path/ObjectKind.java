package dev.weft.engine.path;

/** The kinds of live objects, in the order in which they are made. */
public enum ObjectKind {
    MANAGEMENT_REALM("mrealm"),
    NODE("node"),
    WORKER("worker"),
    REALM("realm"),
    ROLE("role"),
    TRANSPORT("transport"),
    SERVICE("service");

    private final String word;

    ObjectKind(String word) {
        this.word = word;
    }

    /** The word in paths, plans and logs. */
    public String word() {
        return word;
    }

    /** Whether it lives in a worker process on a node, not in the master's database. */
    public boolean isOnNode() {
        return compareTo(WORKER) >= 0;
    }
}
