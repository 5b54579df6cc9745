package dev.weft.node.worker.cookie;

import dev.weft.config.endpoint.CookieConfig;
import dev.weft.config.endpoint.CookieConfig.SameSite;
import dev.weft.transport.server.CookieTracking;
import dev.weft.wamp.auth.RandomBytes;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of one transport. A browser that nobody knows gets a fresh one, whatever it shows: so nobody can choose the cookie of
 * somebody else. Nothing is kept of a cookie until somebody logs in with it.
 */
public final class CookieJar implements CookieTracking {

    private static final int MOST_HEADER = 8192;

    private final CookieConfig config;
    private final LoginStore logins;
    private final RandomBytes random;
    private final InstantSource clock;

    CookieJar(CookieConfig config, LoginStore logins, RandomBytes random, InstantSource clock) {
        this.config = config;
        this.logins = logins;
        this.random = random;
        this.clock = clock;
    }

    CookieConfig config() {
        return config;
    }

    @Override
    public Cookie recognise(@Nullable String shown, boolean secure) {
        String known = shown == null || shown.length() > MOST_HEADER ? null : value(shown);
        if (known != null && logins.find(known).isPresent()) {
            return new Cookie(known, null);
        }
        String fresh = Base64.getUrlEncoder()
                .encodeToString(random.next(config.length()))
                .substring(0, config.length());
        return new Cookie(fresh, header(fresh, secure));
    }

    private @Nullable String value(String header) {
        String prefix = config.name() + "=";
        for (String pair : header.split(";")) {
            if (pair.strip().startsWith(prefix)) {
                String value = pair.strip().substring(prefix.length());
                // RFC 6265, 4.1.1: the quotes belong to the notation.
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return null;
    }

    /** RFC 6265, 4.1. No script gets to see it, and by default other sites cannot make a browser send it. */
    private String header(String value, boolean secure) {
        SameSite sameSite = config.sameSite() == null ? SameSite.LAX : config.sameSite();
        String site = switch (sameSite) {
            case STRICT -> "Strict";
            case LAX -> "Lax";
            case NONE -> "None";
        };
        return config.name() + "=" + value + "; Max-Age=" + config.maxAge() + "; Path=/; HttpOnly; SameSite=" + site
                + (secure || config.secure() ? "; Secure" : "");
    }

    Optional<Login> find(String cookie) {
        return logins.find(cookie);
    }

    void remember(String cookie, Login.Who who, String stamp) {
        logins.put(cookie, new Login(who, stamp, clock.instant().plusSeconds(config.maxAge())));
    }

    void forget(String cookie) {
        logins.forget(cookie);
    }
}
