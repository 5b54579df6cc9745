package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Ask;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketTest {

    @Test
    void the_right_ticket_is_accepted() {
        assertThat(login("joe", "correct horse", "correct horse")).isInstanceOf(Accept.class);
    }

    @Test
    void any_other_ticket_is_denied() {
        assertThat(login("joe", "correct horse", "correct")).isInstanceOf(Deny.class);
        assertThat(login("joe", "correct horse", "")).isInstanceOf(Deny.class);
    }

    @Test
    void somebody_unknown_is_asked_and_denied_like_everybody_else() {
        assertThat(login("eve", "correct horse", "correct horse")).isInstanceOf(Deny.class);
        assertThat(login("eve", "correct horse", "")).isInstanceOf(Deny.class);
    }

    @Test
    void an_empty_ticket_lets_nobody_in() {
        assertThat(login("joe", "", "")).isInstanceOf(Deny.class);
    }

    private static Step login(String authid, String ticket, String shown) {
        Authenticator tickets =
                new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("joe", "machine", ticket))));
        Hello hello = new Hello("line", Dict.of(Map.of("authid", authid)));
        Ask ask = (Ask)
                tickets.hello(Applicant.of(hello, LINK)).toCompletableFuture().join();
        return ask.verifier()
                .verify(new Authenticate(shown, Dict.empty()))
                .toCompletableFuture()
                .join();
    }

    private static final LinkInfo LINK =
            new LinkInfo("websocket", "json", "127.0.0.1:1", false, Map.of(), Map.of(), null, null);
}
