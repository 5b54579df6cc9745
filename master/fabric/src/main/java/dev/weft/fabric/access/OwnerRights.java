package dev.weft.fabric.access;

import dev.weft.router.Action;
import dev.weft.router.Permission;
import dev.weft.router.StaticPermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the people who manage may do: call and listen to everything, and use the rest of the realm as they like, but not speak in the
 * name of the master or of a node. Nodes of Crossbar.io offer to sign arbitrary bytes with their own key; nobody may ask for that.
 */
public final class OwnerRights {

    private static final Set<Action> RECEIVE = EnumSet.of(Action.CALL, Action.SUBSCRIBE);
    private static final Set<Action> LISTEN = EnumSet.of(Action.SUBSCRIBE);

    private OwnerRights() {}

    public static StaticPermissions permissions() {
        return StaticPermissions.of(List.of(
                disclosing("", "prefix", EnumSet.allOf(Action.class)),
                disclosing("crossbarfabriccenter.", "prefix", RECEIVE),
                disclosing("com.crossbario.", "prefix", RECEIVE),
                disclosing("crossbar.", "prefix", RECEIVE),
                disclosing("crossbarfabriccenter.node..sign", "wildcard", LISTEN),
                disclosing("crossbarfabriccenter.node..sign_challenge", "wildcard", LISTEN)));
    }

    private static Permission disclosing(String uri, String match, Set<Action> allowed) {
        return new Permission(uri, match, allowed, true, true);
    }
}
