package dev.weft.engine.rollout;

/** What a reading says of a node, compared with the documents. */
public enum Sight {
    /** Everything is as the documents say. */
    GOAL,
    /** Something is to be done. */
    TO_DO,
    /** Nothing can be done: what differs is not ours, or waits because the documents say so. */
    APART,
    /** It has no uplink, or is not paired. */
    AWAY,
    /** It could not be read wholly. */
    UNKNOWN
}
