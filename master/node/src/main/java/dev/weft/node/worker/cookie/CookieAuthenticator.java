package dev.weft.node.worker.cookie;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.message.Dict;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code cookie}: whoever logged in with this cookie is let in as the same again, as long as the transport's {@code auth} is what it was
 * then. Else the client's next method decides.
 */
record CookieAuthenticator(CookieJar jar, AuthStamp stamp) implements Authenticator {

    @Override
    public String method() {
        return AuthMethods.COOKIE;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String cookie = applicant.link().cookie();
        Step step = (cookie == null ? Optional.<Login>empty() : proved(cookie))
                .map(Login::who)
                .filter(who -> fits(who, applicant))
                .<Step>map(who -> new Accept(who.realm(), who.authid(), who.authrole(), "cookie", Dict.empty()))
                .orElseGet(Pass::new);
        return CompletableFuture.completedFuture(step);
    }

    private Optional<Login> proved(String cookie) {
        return jar.find(cookie).filter(login -> login.stamp().equals(stamp.with(cookie)));
    }

    /** A client that wants to be somebody else, or elsewhere, is not taken for the one it was. */
    private static boolean fits(Login.Who who, Applicant applicant) {
        String realm = applicant.hello().realm();
        String authid = applicant.authid();
        return (realm == null || realm.equals(who.realm())) && (authid == null || authid.equals(who.authid()));
    }
}
