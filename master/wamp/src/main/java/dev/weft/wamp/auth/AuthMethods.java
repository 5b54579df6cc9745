package dev.weft.wamp.auth;

import java.util.List;

/** The names in {@code authmethods} of the methods that are built. */
public final class AuthMethods {

    public static final String ANONYMOUS = "anonymous";
    public static final String TICKET = "ticket";
    public static final String CRYPTOSIGN = "cryptosign";

    /** All of them. Others are refused where a configuration names them. */
    public static final List<String> BUILT = List.of(ANONYMOUS, TICKET, CRYPTOSIGN);

    private AuthMethods() {}
}
