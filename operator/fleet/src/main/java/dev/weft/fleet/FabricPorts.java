package dev.weft.fleet;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveReader;

/** A fabric, as far as a run needs it. */
public record FabricPorts(LiveReader reader, Actions actions, LiveEvents events) {

    /** The ports of something that is all of them. */
    public static <T extends LiveReader & Actions & LiveEvents> FabricPorts of(T fabric) {
        return new FabricPorts(fabric, fabric, fabric);
    }
}
