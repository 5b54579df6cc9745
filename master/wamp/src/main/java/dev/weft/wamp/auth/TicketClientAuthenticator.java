package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code ticket}, the client's side. */
public final class TicketClientAuthenticator implements ClientAuthenticator {

    private final String authid;
    private final String ticket;

    public TicketClientAuthenticator(String authid, String ticket) {
        this.authid = authid;
        this.ticket = ticket;
    }

    @Override
    public String method() {
        return AuthMethods.TICKET;
    }

    @Override
    public String authid() {
        return authid;
    }

    @Override
    public Dict authextra() {
        return Dict.empty();
    }

    @Override
    public CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link) {
        return CompletableFuture.completedFuture(new Authenticate(ticket, Dict.empty()));
    }
}
