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

    /** Whether anything has to be stored before the first change. */
    public boolean isClaimNeeded() {
        return !before.equals(claimed);
    }
}
