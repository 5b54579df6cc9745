package dev.weft.wamp.auth;

import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The router's side of one authentication method on one transport. Asked when HELLO names the method. */
public interface Authenticator {

    /** The name in {@code authmethods}. */
    String method();

    /** Decides on a HELLO, or asks for a proof. May take its time: the stage may complete on any thread. Never fails. */
    CompletionStage<Step> hello(Applicant applicant);

    /** What comes next in a handshake. */
    sealed interface Step permits Accept, Deny, Ask, Pass {}

    /**
     * The client is who it says.
     *
     * @param realm the realm it joins; null: the one that HELLO asked for
     */
    record Accept(@Nullable String realm, String authid, String authrole, String authprovider, Dict authextra)
            implements Step {}

    /**
     * The client is refused.
     *
     * @param reason error uri for ABORT
     * @param message for people; the same for an unknown user and a wrong secret
     */
    record Deny(String reason, String message) implements Step {}

    /** The client must answer a challenge. */
    record Ask(Dict extra, Verifier verifier) implements Step {}

    /** This method cannot say anything about this client: the next one that it names decides. Only in answer to a HELLO. */
    record Pass() implements Step {}

    /** Checks the answer to a challenge. */
    @FunctionalInterface
    interface Verifier {

        CompletionStage<Step> verify(Authenticate answer);
    }
}
