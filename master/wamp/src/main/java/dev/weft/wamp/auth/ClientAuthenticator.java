package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The client's side of one authentication method. Safe for use by many connections, one after the other or at once. */
public interface ClientAuthenticator {

    /** The name in {@code authmethods}. */
    String method();

    /** The authid for HELLO, or null to send none. */
    @Nullable
    String authid();

    /** What goes to {@code authextra} of HELLO. */
    Dict authextra();

    /**
     * The answer to the router's challenge. May take its time, and complete on any thread.
     *
     * @throws dev.weft.wamp.codec.ProtocolViolation for a challenge that makes no sense; the stage may fail with it, too
     */
    CompletionStage<Authenticate> answer(Challenge challenge, LinkInfo link);

    /**
     * The same for one connection only: a method that remembers something between its steps gives a fresh one. Called once per
     * connection, before anything else.
     */
    default ClientAuthenticator forOneJoin() {
        return this;
    }

    /**
     * The router has let the client in. A method by which the router proves something, too, checks it here.
     *
     * @param authextra that of WELCOME
     * @throws dev.weft.wamp.codec.ProtocolViolation where the router has not proved itself; the connection ends
     */
    default void onWelcome(Dict authextra) {}
}
