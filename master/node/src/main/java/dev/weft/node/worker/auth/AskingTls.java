package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.Refusals;
import dev.weft.wamp.auth.TlsAuthenticator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code tls}, where a procedure says whose a certificate is: {@code transport.client_cert} of the details tells it about it. */
record AskingTls(AuthenticatorProcedure procedure) implements Authenticator {

    @Override
    public String method() {
        return AuthMethods.TLS;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        return applicant.link().clientCertificate() == null
                ? CompletableFuture.completedFuture(TlsAuthenticator.noCertificate())
                : Refusals.caught(procedure
                        .ask(applicant, Map.of())
                        .thenApply(answer -> answer.principal().accepted()));
    }
}
