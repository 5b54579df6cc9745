package dev.weft.fabric.api;

/** The realms on which procedures are served. */
public enum Scope {
    /** {@code com.crossbario.fabric}. */
    GLOBAL,
    /** A management realm. */
    MREALM,
    /** The realm {@code crossbar} of a node. */
    NODE
}
