package dev.weft.engine.live;

/** How far what was read of a node can be believed. */
public enum Completeness {
    /** Everything on the node was read: what is not there does not exist. */
    COMPLETE,
    /** The node has no uplink: its objects are unknown, never absent, and its work is deferred. */
    OFFLINE,
    /**
     * The node is there but could not be read wholly: nothing is decided about it in this run, and it is read again. {@link
     * LiveNode#problem} tells where somebody has to do something first.
     */
    UNKNOWN
}
