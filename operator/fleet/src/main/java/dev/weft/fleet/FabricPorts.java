package dev.weft.fleet;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.live.LiveReader;

/** A fabric, as far as a run needs it. */
public record FabricPorts(LiveReader reader, Actions actions) {}
