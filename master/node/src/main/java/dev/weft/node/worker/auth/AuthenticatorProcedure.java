package dev.weft.node.worker.auth;

import dev.weft.config.auth.DynamicAuth;
import dev.weft.router.CallRules;
import dev.weft.router.Realm;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.router.admission.RealmDirectory;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A procedure of some component that decides who may join. Called with the realm that the client asks for, its authid, and details, as
 * Crossbar.io does it. Never blocks, and never takes longer than a handshake may.
 */
final class AuthenticatorProcedure {

    private final DynamicAuth config;
    private final String method;
    private final RealmDirectory realms;
    private final ServiceSessions sessions;

    AuthenticatorProcedure(DynamicAuth config, String method, RealmDirectory realms, ServiceSessions sessions) {
        this.config = config;
        this.method = method;
        this.realms = realms;
        this.sessions = sessions;
    }

    /**
     * What it answers. Fails with {@link ApplicationError}: that of the procedure, or one that says why it could not be asked.
     *
     * @param shown what the client showed, by its name in the details; empty for nothing
     */
    CompletionStage<AuthenticatorAnswer> ask(Applicant applicant, Map<String, String> shown) {
        String wanted = applicant.hello().realm();
        String name = config.authenticatorRealm() != null ? config.authenticatorRealm() : wanted;
        if (name == null) {
            return CompletableFuture.failedFuture(ApplicationError.of(
                    ErrorUri.NO_SUCH_REALM,
                    "HELLO names no realm, and none is configured in which the authenticator could be called"));
        }
        Realm realm = realms.find(name).orElse(null);
        if (realm == null) {
            return CompletableFuture.failedFuture(ApplicationError.of(
                    ErrorUri.NO_SUCH_REALM, "the authenticator cannot be called: its realm is not there"));
        }
        String role = config.authenticatorRole() == null ? ServiceSessions.TRUSTED : config.authenticatorRole();
        Payload arguments = Payload.of(wanted, applicant.authid(), details(applicant, shown));
        return sessions.in(realm, role)
                .thenCompose(session -> call(session, realm.callRules(), arguments))
                .thenApply(answer -> AuthenticatorAnswer.of(answer, applicant));
    }

    private CompletionStage<Payload> call(WampSession session, CallRules rules, Payload arguments) {
        Dict options = Dict.of("timeout", rules.option(HandshakeTimeouts.DEFAULT.authenticate()));
        return session.call(config.authenticator(), options, arguments);
    }

    private Map<String, @Nullable Object> details(Applicant applicant, Map<String, String> shown) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("session", applicant.session() == 0 ? null : applicant.session());
        details.put("transport", LinkDetails.of(applicant.link()));
        details.put("authmethod", method);
        details.put("authid", applicant.authid());
        details.put("authrole", applicant.hello().details().string("authrole"));
        details.put("authextra", applicant.authextra().values());
        details.putAll(shown);
        return details;
    }
}
