package dev.weft.engine.plan;

import dev.weft.engine.live.Inventory;

/**
 * The ownership record of one node around a run.
 *
 * @param before as it was read
 * @param claimed as it must be stored before the first change: what we own and what we are about to make
 * @param settled as it is when every action has succeeded, before what was deleted is taken out
 */
public record Bookkeeping(Inventory before, Inventory claimed, Inventory settled) {

    /**
     * Whether anything has to be stored, even when nothing has to be done: what is taken over as it is, and fingerprints that a run
     * did not get to store.
     */
    public boolean isClaimNeeded() {
        return !before.equals(claimed) || !before.equals(settled);
    }

    /** The same objects, for a node of which the master knows nothing any more once it is paired anew. */
    Bookkeeping forgotten() {
        return new Bookkeeping(Inventory.EMPTY, claimed, settled);
    }

    /** For a plan that does nothing on the node yet. */
    Bookkeeping claimedOnly() {
        return new Bookkeeping(before, claimed, claimed);
    }
}
