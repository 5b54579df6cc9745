package dev.weft.engine.plan;

import dev.weft.engine.live.Inventory;

/**
 * The ownership record of one node around a run.
 *
 * @param before as it was read
 * @param claimed as it must be stored before the first change: what we own and what we are about to make
 */
public record Bookkeeping(Inventory before, Inventory claimed) {

    public boolean isNeeded() {
        return !before.equals(claimed);
    }
}
