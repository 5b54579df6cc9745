package dev.weft.node.worker.auth;

import dev.weft.config.auth.DynamicAuth;
import dev.weft.router.admission.RealmDirectory;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.Credentials;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Known;
import dev.weft.wamp.auth.Principals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Authenticators that ask a procedure for each client. */
public final class DynamicMethods {

    private final Proofs proofs;
    private final RealmDirectory realms;
    private final ServiceSessions sessions;

    public DynamicMethods(Proofs proofs, RealmDirectory realms, ServiceSessions sessions) {
        this.proofs = proofs;
        this.realms = realms;
        this.sessions = sessions;
    }

    Authenticator anonymous(DynamicAuth config) {
        return new AskingAnonymous(procedure(config, AuthMethods.ANONYMOUS), proofs.random());
    }

    Authenticator ticket(DynamicAuth config) {
        return new AskingTicket(procedure(config, AuthMethods.TICKET));
    }

    Authenticator wampcra(DynamicAuth config) {
        return proofs.wampcra(credentials(procedure(config, AuthMethods.WAMPCRA), AuthenticatorAnswer::wampcra));
    }

    List<Authenticator> scram(DynamicAuth config) {
        return proofs.scram(credentials(procedure(config, "scram"), AuthenticatorAnswer::scram));
    }

    Authenticator cryptosign(DynamicAuth config) {
        AuthenticatorProcedure procedure = procedure(config, AuthMethods.CRYPTOSIGN);
        Principals principals =
                applicant -> procedure.ask(applicant, Map.of()).thenApply(answer -> Optional.of(answer.withKeys()));
        return new CryptosignAuthenticator(principals, proofs.random(), ChannelBinding.STRICT);
    }

    Authenticator tls(DynamicAuth config) {
        return new AskingTls(procedure(config, AuthMethods.TLS));
    }

    private static <C> Credentials<C> credentials(
            AuthenticatorProcedure procedure, Function<AuthenticatorAnswer, C> credential) {
        return (Applicant applicant) -> procedure
                .ask(applicant, Map.of())
                .thenApply(answer -> Optional.of(new Known<>(answer.principal(), credential.apply(answer))));
    }

    private AuthenticatorProcedure procedure(DynamicAuth config, String method) {
        return new AuthenticatorProcedure(config, method, realms, sessions);
    }
}
