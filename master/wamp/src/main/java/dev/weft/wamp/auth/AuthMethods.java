package dev.weft.wamp.auth;

/** The names in {@code authmethods} of the methods that are built. */
public final class AuthMethods {

    public static final String ANONYMOUS = "anonymous";
    public static final String TICKET = "ticket";
    public static final String WAMPCRA = "wampcra";
    public static final String CRYPTOSIGN = "cryptosign";
    public static final String TLS = "tls";
    public static final String COOKIE = "cookie";

    private AuthMethods() {}
}
