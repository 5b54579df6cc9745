package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.auth.Refusals;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** {@code anonymous}, where a procedure says which role, if any, somebody gets who proves nothing. */
record AskingAnonymous(AuthenticatorProcedure procedure, RandomBytes random) implements Authenticator {

    private static final int AUTHID_BYTES = 12;

    @Override
    public String method() {
        return AuthMethods.ANONYMOUS;
    }

    @Override
    public CompletionStage<Step> hello(Applicant applicant) {
        return Refusals.caught(procedure
                .ask(named(applicant), Map.of())
                .thenApply(answer -> answer.principal().accepted()));
    }

    /** Nobody is who he says without a proof: the authid is a fresh one, unless the procedure assigns another. */
    private Applicant named(Applicant applicant) {
        Hello hello = applicant.hello();
        Dict details = hello.details().with("authid", HexFormat.of().formatHex(random.next(AUTHID_BYTES)));
        return new Applicant(new Hello(hello.realm(), details), applicant.link(), applicant.session());
    }
}
