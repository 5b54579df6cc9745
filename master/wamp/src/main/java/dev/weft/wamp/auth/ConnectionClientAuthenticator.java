package dev.weft.wamp.auth;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The client's side of {@code tls} and {@code cookie}: the connection itself has shown what there is to show. */
public final class ConnectionClientAuthenticator implements ClientAuthenticator {

    private final String method;

    private ConnectionClientAuthenticator(String method) {
        this.method = method;
    }

    /** The certificate of the TLS layer. */
    public static ClientAuthenticator tls() {
        return new ConnectionClientAuthenticator(AuthMethods.TLS);
    }

    /** The cookie of the WebSocket upgrade. */
    public static ClientAuthenticator cookie() {
        return new ConnectionClientAuthenticator(AuthMethods.COOKIE);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public @Nullable String authid() {
        return null;
    }

    @Override
    public Dict authextra() {
        return Dict.empty();
    }

    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        throw ProtocolViolation.of(method + " has no challenge");
    }
}
