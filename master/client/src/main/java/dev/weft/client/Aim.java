package dev.weft.client;

import dev.weft.wamp.error.ErrorUri;

/**
 * What a client was told to join, as far as messages about it need that.
 *
 * @param addresses how many attempts it takes to try all of them
 * @param namesRealm false: the router decides
 */
record Aim(int addresses, boolean namesRealm) {

    /** Why the router refused, and what of {@link ClientBuilder} helps. */
    String explained(String reason, String message) {
        if (reason.equals(ErrorUri.NO_AUTH_METHOD)) {
            return message + ". Say with .login(...) how to log in";
        }
        return reason.equals(ErrorUri.NO_SUCH_REALM) && !namesRealm
                ? message + ". Say with .realm(name) which to join"
                : message;
    }
}
