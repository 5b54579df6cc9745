package dev.weft.fabric.access;

import dev.weft.router.Authorizer;
import dev.weft.wamp.client.SessionDetails;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a node may do on its management realm: register and publish below its own name, publish heartbeats, and ask whether the
 * master is there. Never anything of another node. Its name is always disclosed, and the receiver of a heartbeat compares it with
 * the name in the heartbeat, which nobody can see here.
 */
public final class NodeRights implements Authorizer {

    private static final Decision ALLOW_AND_DISCLOSE = new Decision(true, true);
    private static final Set<String> HEARTBEATS =
            Set.of("crossbarfabriccenter.node.on_heartbeat", "crossbarfabriccenter.node.on_worker_heartbeat");
    private static final String GET_STATUS = "crossbarfabriccenter.mrealm.get_status";

    @Override
    public CompletionStage<Decision> authorize(SessionDetails session, Request request) {
        return CompletableFuture.completedFuture(
                allowed(session.authid(), request) ? ALLOW_AND_DISCLOSE : Decision.DENY);
    }

    private static boolean allowed(String authid, Request request) {
        // The trailing dot keeps node "w1" out of what belongs to "w10". A prefix or wildcard pattern that begins
        // like this cannot match anything outside, as its first components are given.
        boolean own = request.uri().startsWith("crossbarfabriccenter.node." + authid + ".");
        return switch (request.action()) {
            case REGISTER -> own;
            case PUBLISH -> own || HEARTBEATS.contains(request.uri());
            case CALL -> request.uri().equals(GET_STATUS);
            case SUBSCRIBE -> false;
        };
    }
}
