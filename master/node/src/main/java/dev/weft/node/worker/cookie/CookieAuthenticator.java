package dev.weft.node.worker.cookie;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.message.Dict;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code cookie}: whoever logged in with this cookie is let in as the same again. Else the client's next method decides. */
record CookieAuthenticator(CookieJar jar) implements Authenticator {

    @Override
    public String method() {
        return AuthMethods.COOKIE;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String cookie = applicant.link().cookie();
        Optional<Login> known = cookie == null ? Optional.empty() : jar.find(cookie);
        Step step = known.filter(login -> fits(login, applicant))
                .<Step>map(login -> new Accept(login.realm(), login.authid(), login.authrole(), "cookie", Dict.empty()))
                .orElseGet(Pass::new);
        return CompletableFuture.completedFuture(step);
    }

    /** A client that wants to be somebody else, or elsewhere, is not taken for the one it was. */
    private static boolean fits(Login login, Applicant applicant) {
        String realm = applicant.hello().realm();
        String authid = applicant.authid();
        return (realm == null || realm.equals(login.realm())) && (authid == null || authid.equals(login.authid()));
    }
}
