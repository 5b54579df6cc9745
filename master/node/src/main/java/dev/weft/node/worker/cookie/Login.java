package dev.weft.node.worker.cookie;

import java.time.Instant;

/**
 * Somebody who has logged in with a cookie at hand, and is let in again with it until then. No more is kept than that takes.
 *
 * @param expires when the browser forgets the cookie, too
 */
record Login(String realm, String authid, String authrole, Instant expires) {

    /** Whether it is the same one who logged in. */
    boolean isOf(Login other) {
        return realm.equals(other.realm()) && authid.equals(other.authid()) && authrole.equals(other.authrole());
    }
}
