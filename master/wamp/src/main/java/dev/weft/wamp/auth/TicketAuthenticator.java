package dev.weft.wamp.auth;

import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code ticket}: the client shows a shared secret (specification, "Ticket-based Authentication"). */
public final class TicketAuthenticator implements Authenticator {

    private final Principals principals;

    public TicketAuthenticator(Principals principals) {
        this.principals = principals;
    }

    @Override
    public String method() {
        return AuthMethods.TICKET;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        if (applicant.authid() == null) {
            return CompletableFuture.completedFuture(Refusals.malformed("ticket authentication needs an authid"));
        }
        return Refusals.caught(principals
                .find(applicant)
                .thenApply(found ->
                        new Ask(Dict.empty(), answer -> CompletableFuture.completedFuture(verify(found, answer)))));
    }

    private static Step verify(Optional<Principal> principal, Authenticate answer) {
        byte[] shown = answer.signature().getBytes(StandardCharsets.UTF_8);
        boolean valid = false;
        for (String ticket : principal.map(Principal::credentials).orElse(List.of(""))) {
            // An empty ticket proves nothing: it is a mistake of the configuration, such as an empty file.
            valid |= !ticket.isEmpty() & MessageDigest.isEqual(ticket.getBytes(StandardCharsets.UTF_8), shown);
        }
        return valid && principal.isPresent() ? principal.get().accepted() : Refusals.proofFailed();
    }
}
