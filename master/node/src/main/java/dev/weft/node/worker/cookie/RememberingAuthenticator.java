package dev.weft.node.worker.cookie;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import java.util.concurrent.CompletionStage;

/** A method that notes by the connection's cookie whom it let in. */
record RememberingAuthenticator(Authenticator inner, CookieJar jar, AuthStamp stamp) implements Authenticator {

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        return inner.hello(applicant).thenApply(step -> noted(applicant, step));
    }

    private Step noted(Applicant applicant, Step step) {
        if (step instanceof Ask ask) {
            return new Ask(
                    ask.extra(), answer -> ask.verifier().verify(answer).thenApply(next -> noted(applicant, next)));
        }
        String cookie = applicant.link().cookie();
        if (step instanceof Accept accept && cookie != null) {
            String realm = accept.realm() == null ? applicant.hello().realm() : accept.realm();
            if (realm != null) {
                jar.remember(cookie, new Login.Who(realm, accept.authid(), accept.authrole()), stamp.with(cookie));
            }
        }
        return step;
    }
}
