package dev.weft.controller.status;

import java.util.List;

/**
 * Why the fabric does not serve us, as conditions say it: it is not there, or it refuses us. Tried again by itself either way.
 *
 * @param hold for whoever waits for it
 */
record Outage(Hold hold) {

    /** Refusals while joining: the key is the matter. */
    private static final List<String> KEY = List.of(
            "wamp.error.authentication",
            "fabric.auth-failed",
            "wamp.error.no_auth_method",
            "wamp.error.no_such_principal",
            "wamp.error.no_such_role");
    /** Refusals of what we ask for. */
    private static final List<String> RIGHTS =
            List.of("wamp.error.not_authorized", "wamp.error.authorization", "wamp.error.no_such_realm");

    /** @param said by the master, or by the way to it; an error of the master begins with its uri */
    static Outage of(String said) {
        if (KEY.stream().anyMatch(said::startsWith)) {
            return new Outage(Hold.stalled(
                    "FabricRefused",
                    "the fabric refuses our key, tried again by itself: " + said
                            + ". Make the public half of the key known to the master, or put the key of one of its users"
                            + " into the Secret that spec.keySecret of the Fabric names"));
        }
        if (RIGHTS.stream().anyMatch(said::startsWith)) {
            return new Outage(Hold.stalled(
                    "FabricRefused",
                    "the fabric lets us in and refuses what we ask for, tried again by itself: " + said
                            + ". Give the user of the key a role that may manage the fabric"));
        }
        return new Outage(
                Hold.retried("FabricUnreachable", "the fabric cannot be reached, tried again by itself: " + said));
    }

    String reason() {
        return hold.reason();
    }

    String message() {
        return hold.message();
    }

    /** Says so, besides Ready and Synced. */
    void note(Conditions conditions) {
        conditions.note(hold.conditionType(), reason(), message());
    }
}
