package dev.weft.engine.desired;

/** Whose objects a layout may touch on a node. */
public enum LayoutPolicy {
    /** Only what Weft put there. */
    SHARED,
    /** Everything on the node: what the layout does not name is drift. */
    EXCLUSIVE
}
