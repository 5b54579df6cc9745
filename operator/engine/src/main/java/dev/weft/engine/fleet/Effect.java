package dev.weft.engine.fleet;

import dev.weft.engine.apply.Report;
import dev.weft.engine.apply.Request;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import java.util.Optional;
import java.util.Set;

/** What the loop wants the shell to do. */
public sealed interface Effect {

    /** Read these management realms; answer with {@link FleetLoop#onFleetRead} or {@link FleetLoop#onReadFailed}. */
    record ReadFleet(long id, Set<String> mrealms) implements Effect {}

    /** Read one node; answer with {@link FleetLoop#onNodeRead} or {@link FleetLoop#onReadFailed}. */
    record ReadNode(long id, NodeKey node) implements Effect {}

    /** Read a node's digest; answer with {@link FleetLoop#onDigest} or {@link FleetLoop#onReadFailed}. */
    record ReadDigest(long id, NodeKey node) implements Effect {}

    /** Send a request of the executor; answer with {@link FleetLoop#onReply}. */
    record Send(Request request) implements Effect {}

    /** A node came or went, for whoever watches: told at each change, and at first only where it is away. */
    record NodeSeen(NodeKey node, Completeness now) implements Effect {}

    /**
     * What was read was compared with what is desired, for whoever watches: told each time, also when there is nothing to do.
     *
     * @param node the only node that was compared; empty: everything
     */
    record Compared(Desired desired, LiveState live, Plan plan, Optional<NodeKey> node) implements Effect {}

    /** A layout stands otherwise than it did, for whoever watches: nodes came to it, a step of its rollout began or is held. */
    record LayoutSeen(LayoutStatus status) implements Effect {}

    /** A plan that is about to be executed, for whoever watches. */
    record Planned(Plan plan, String cause) implements Effect {}

    /** A plan that is over, for whoever watches. */
    record Finished(Plan plan, Report report) implements Effect {}
}
