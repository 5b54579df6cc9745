package dev.weft.wamp.auth;

import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code anonymous}: lets everybody in, under one role. */
public final class AnonymousAuthenticator implements Authenticator {

    private static final int AUTHID_BYTES = 12;

    private final String authrole;
    private final RandomBytes random;

    /** @param random makes an authid for each session */
    public AnonymousAuthenticator(String authrole, RandomBytes random) {
        this.authrole = authrole;
        this.random = random;
    }

    @Override
    public String method() {
        return AuthMethods.ANONYMOUS;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        String authid = Hex.of(random.next(AUTHID_BYTES));
        return CompletableFuture.completedFuture(new Accept(null, authid, authrole, "static", Dict.empty()));
    }
}
