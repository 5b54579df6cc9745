package dev.weft.wamp.handshake;

import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.message.Hello;

/**
 * A client that has proved who it is; it has no session yet.
 *
 * @param realm the realm that it is to join: never null, may differ from the one in HELLO
 * @param authmethod the method that let it in
 * @param hello what it began with: its roles and features are in there
 */
public record Admitted(String realm, String authmethod, Authenticator.Accept identity, Hello hello) {

    /** The session, once it has an id. */
    public SessionDetails details(long session) {
        return new SessionDetails(
                session,
                realm,
                identity.authid(),
                identity.authrole(),
                authmethod,
                identity.authprovider(),
                identity.authextra());
    }
}
