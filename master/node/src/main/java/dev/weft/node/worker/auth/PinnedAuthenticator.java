package dev.weft.node.worker.auth;

import dev.weft.config.auth.AnonymousAuth;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import java.util.concurrent.CompletionStage;

/** Anonymous clients of a transport that says which realm they join, or what they are called. */
record PinnedAuthenticator(Authenticator inner, AnonymousAuth.Static config) implements Authenticator {

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        return inner.hello(applicant).thenApply(step -> step instanceof Accept accept ? pinned(accept) : step);
    }

    private Accept pinned(Accept accept) {
        return new Accept(
                config.realm() == null ? accept.realm() : config.realm(),
                config.authid() == null ? accept.authid() : config.authid(),
                accept.authrole(),
                accept.authprovider(),
                accept.authextra());
    }
}
