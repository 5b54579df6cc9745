package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.Refusals;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code ticket}, where a procedure gets the ticket and says whether it is good. */
record AskingTicket(AuthenticatorProcedure procedure) implements Authenticator {

    @Override
    public String method() {
        return AuthMethods.TICKET;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        if (applicant.authid() == null) {
            return CompletableFuture.completedFuture(Refusals.malformed("ticket authentication needs an authid"));
        }
        return CompletableFuture.completedFuture(new Ask(Dict.empty(), answer -> verify(applicant, answer)));
    }

    private CompletionStage<Step> verify(Applicant applicant, Authenticate answer) {
        String shown = answer.signature();
        return Refusals.caught(procedure
                .ask(applicant, Map.of("ticket", shown))
                .thenApply(found -> matches(found, shown) ? found.principal().accepted() : Refusals.proofFailed()));
    }

    /** The procedure decides by answering at all; one that gives the ticket leaves the comparison to the router. */
    private static boolean matches(AuthenticatorAnswer found, String shown) {
        if (!found.fields().has("ticket")) {
            return true;
        }
        String expected = found.fields().string("ticket");
        return expected != null
                && !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }
}
