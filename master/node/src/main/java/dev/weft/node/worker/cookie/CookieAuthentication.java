package dev.weft.node.worker.cookie;

import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.CookieConfig.SameSite;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.Refusals;
import dev.weft.wamp.auth.AuthMethods;
import dev.weft.wamp.auth.Authenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds {@code cookie} to the methods of a transport. It only ever decides where HELLO names it, and where the cookie is known. */
public final class CookieAuthentication {

    /** 96 bits: what can be guessed must not log in. */
    private static final int LEAST_LENGTH = 16;

    /** Nobody has proved anything with the first, and the second proves it anew with each connection. */
    private static final Set<String> NOT_REMEMBERED = Set.of(AuthMethods.ANONYMOUS, AuthMethods.TLS);

    private CookieAuthentication() {}

    /**
     * These methods, of which each remembers whom it let in, and the cookie.
     *
     * @param jar null where the transport sets no cookies
     * @param origins allowed ones; empty for all
     * @param auth what the methods were made of: a login counts as long as it stays the same
     * @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.invalid_configuration} where cookies could not be trusted
     */
    public static List<Authenticator> with(
            @Nullable CookieJar jar, List<String> origins, TransportAuth auth, List<Authenticator> methods) {
        if (jar == null) {
            throw invalid("the transport sets no cookie", "Add cookie: {} to the transport, WebSocket only");
        }
        if (jar.config().length() < LEAST_LENGTH) {
            throw invalid(
                    "the cookie is too short to log in by it", "Set cookie.length to " + LEAST_LENGTH + " or more");
        }
        if (jar.config().sameSite() == SameSite.NONE && (origins.isEmpty() || origins.contains("*"))) {
            throw invalid(
                    "every site could act with the cookie of its visitors",
                    "Set options.allowed_origins, or leave cookie.same_site out");
        }
        AuthStamp stamp = AuthStamp.of(auth);
        List<Authenticator> all = new ArrayList<>();
        for (Authenticator method : methods) {
            all.add(
                    NOT_REMEMBERED.contains(method.method())
                            ? method
                            : new RememberingAuthenticator(method, jar, stamp));
        }
        all.add(new CookieAuthenticator(jar, stamp));
        return all;
    }

    private static RuntimeException invalid(String message, String remedy) {
        return Refusals.invalidConfiguration(
                "'cookie' authentication", List.of(new Problem("/auth/cookie", message, remedy)));
    }
}
