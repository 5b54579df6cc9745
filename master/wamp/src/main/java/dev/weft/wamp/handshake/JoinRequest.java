package dev.weft.wamp.handshake;

import dev.weft.wamp.auth.AnonymousClientAuthenticator;
import dev.weft.wamp.auth.ClientAuthenticator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in HELLO.
 *
 * @param realm null: the router decides (nodes do that)
 * @param authrole null: the router decides
 * @param authenticators in the order of preference
 */
public record JoinRequest(@Nullable String realm, @Nullable String authrole, List<ClientAuthenticator> authenticators) {

    public JoinRequest {
        authenticators = List.copyOf(authenticators);
    }

    public static JoinRequest anonymous(String realm) {
        return of(realm, new AnonymousClientAuthenticator());
    }

    public static JoinRequest of(String realm, ClientAuthenticator authenticator) {
        return new JoinRequest(realm, null, List.of(authenticator));
    }
}
