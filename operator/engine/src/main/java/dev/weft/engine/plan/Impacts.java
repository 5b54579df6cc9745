package dev.weft.engine.plan;

import dev.weft.config.schema.Impact;
import dev.weft.engine.diff.Difference;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;

/** From what differs to the least disruptive action that reaches the goal on this node, and what clients notice of it. */
final class Impacts {

    private Impacts() {}

    /** @param live what is known of the object's node */
    static ActionType action(ObjectPath path, Difference difference, LiveState live) {
        if (path.kind() == ObjectKind.ROLE) {
            if (difference.impact() == Impact.Kind.IMMUTABLE) {
                return ActionType.REPLACE;
            }
            boolean inPlace = path.node()
                    .flatMap(live::node)
                    .filter(node -> node.can(Capability.UPDATE_ROLE))
                    .isPresent();
            return inPlace ? ActionType.UPDATE : ActionType.RESTART;
        }
        // Nothing else can be changed in place, so what would be in place is a restart of the object.
        return difference.impact() == Impact.Kind.IMMUTABLE ? ActionType.REPLACE : ActionType.RESTART;
    }

    static Disruption ofChange(ObjectKind kind, ActionType type, Difference difference) {
        if (kind == ObjectKind.ROLE && type == ActionType.UPDATE) {
            return difference.narrows() ? Disruption.DROPS_AUTHZ : Disruption.NONE;
        }
        return kind == ObjectKind.NODE ? Disruption.DROPS_UPLINK : ofStop(kind);
    }

    static Disruption ofStop(ObjectKind kind) {
        return switch (kind) {
            case MANAGEMENT_REALM, NODE -> Disruption.DROPS_NODE;
            case WORKER, REALM -> Disruption.DROPS_SESSIONS;
            case ROLE -> Disruption.DROPS_AUTHZ;
            case TRANSPORT, SERVICE -> Disruption.NEW_SESSIONS_ONLY;
        };
    }
}
