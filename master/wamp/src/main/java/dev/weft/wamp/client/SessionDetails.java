package dev.weft.wamp.client;

import dev.weft.wamp.message.Dict;
import org.jspecify.annotations.Nullable;

/**
 * Who a session is.
 *
 * @param session the session id that the router gave, 1 to 2^53
 * @param realm the realm that was joined: from WELCOME, not from HELLO
 * @param authmethod {@code anonymous}, {@code ticket}, {@code cryptosign}, …; {@code trusted} for sessions of the router's own process
 * @param authprovider who decided: {@code static}, {@code dynamic}, {@code internal}
 * @param authextra whatever the authenticator gave along; empty by default
 */
public record SessionDetails(
        long session,
        String realm,
        String authid,
        String authrole,
        String authmethod,
        @Nullable String authprovider,
        Dict authextra) {}
