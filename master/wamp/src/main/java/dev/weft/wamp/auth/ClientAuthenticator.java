package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import org.jspecify.annotations.Nullable;

/** The client's side of one authentication method. */
public interface ClientAuthenticator {

    /** The name in {@code authmethods}. */
    String method();

    /** The authid for HELLO, or null to send none. */
    @Nullable
    String authid();

    /** What goes to {@code authextra} of HELLO. */
    Dict authextra();

    /** The answer to the router's challenge. */
    Authenticate answer(Challenge challenge, LinkInfo link);
}
