package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;

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
    public Authenticate answer(Challenge challenge, LinkInfo link) {
        return new Authenticate(ticket, Dict.empty());
    }
}
