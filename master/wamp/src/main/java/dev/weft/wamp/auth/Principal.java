package dev.weft.wamp.auth;

import dev.weft.wamp.message.Dict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in.
 *
 * @param realm the realm that it is put into; null: the one that HELLO asks for
 * @param authprovider who decided: {@code static}, {@code dynamic}
 * @param authextra told to the client in WELCOME; empty by default
 * @param credentials what proves it, any one of them. For {@code ticket} the tickets; for {@code cryptosign} the public keys in hex
 */
public record Principal(
        @Nullable String realm,
        String authid,
        String authrole,
        String authprovider,
        Dict authextra,
        List<String> credentials) {

    public Principal {
        credentials = List.copyOf(credentials);
    }

    /** One of a static table, in any realm. */
    public static Principal of(String authid, String authrole, String credential) {
        return new Principal(null, authid, authrole, "static", Dict.empty(), List.of(credential));
    }

    /** The answer to whoever has proved to be this principal. */
    public Authenticator.Accept accepted() {
        return new Authenticator.Accept(realm, authid, authrole, authprovider, authextra);
    }

    /** Leaves the credentials and what was given along out: they may be secret. */
    @Override
    public String toString() {
        return "Principal[" + authid + ", role " + authrole + ", by " + authprovider + "]";
    }
}
