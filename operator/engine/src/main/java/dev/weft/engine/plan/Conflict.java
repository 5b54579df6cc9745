package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;

/** An object that is somebody else's, or of which there are two: left alone, and said so. */
public record Conflict(ObjectPath path, String reason, Remedy remedy, Origin origin) {}
