package dev.weft.engine.rollout;

import dev.weft.engine.path.NodeKey;
import dev.weft.model.Origin;

/**
 * A node on which the change did not work.
 *
 * @param reason for people: what failed there
 * @param origin what to look at in the documents; unknown where no line of them is to blame
 */
public record Failure(NodeKey node, String reason, Origin origin) {}
