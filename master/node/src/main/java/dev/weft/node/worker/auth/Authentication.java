package dev.weft.node.worker.auth;

import dev.weft.config.auth.AnonymousAuth;
import dev.weft.config.auth.CryptosignAuth;
import dev.weft.config.auth.DynamicAuth;
import dev.weft.config.auth.ScramAuth;
import dev.weft.config.auth.TicketAuth;
import dev.weft.config.auth.TlsAuth;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.auth.WampCraAuth;
import dev.weft.node.procedure.Refusals;
import dev.weft.wamp.auth.Authenticator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a transport's {@code auth} to authenticators. */
public final class Authentication {

    private final StaticMethods fixed;
    private final DynamicMethods dynamic;

    public Authentication(StaticMethods fixed, DynamicMethods dynamic) {
        this.fixed = fixed;
        this.dynamic = dynamic;
    }

    /**
     * All but {@code cookie}, which is for transports that set cookies to add.
     *
     * @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for methods that are not built
     */
    public List<Authenticator> of(TransportAuth auth) {
        refuse(auth.cryptosignProxy(), "cryptosign-proxy");
        refuse(auth.anonymousProxy(), "anonymous-proxy");
        List<Authenticator> all = new ArrayList<>();
        if (auth.cryptosign() != null) {
            all.add(cryptosign(auth.cryptosign()));
        }
        if (auth.tls() != null) {
            all.add(tls(auth.tls()));
        }
        if (auth.scram() != null) {
            all.addAll(scram(auth.scram()));
        }
        if (auth.wampcra() != null) {
            all.add(wampcra(auth.wampcra()));
        }
        if (auth.ticket() != null) {
            all.add(ticket(auth.ticket()));
        }
        if (auth.anonymous() != null) {
            all.add(anonymous(auth.anonymous()));
        }
        return all;
    }

    private Authenticator anonymous(AnonymousAuth config) {
        if (config instanceof AnonymousAuth.Static table) {
            return fixed.anonymous(table);
        }
        return dynamic.anonymous(procedure(config, "anonymous"));
    }

    private Authenticator ticket(TicketAuth config) {
        if (config instanceof TicketAuth.Static table) {
            return fixed.ticket(table);
        }
        return dynamic.ticket(procedure(config, "ticket"));
    }

    private Authenticator wampcra(WampCraAuth config) {
        if (config instanceof WampCraAuth.Static table) {
            return fixed.wampcra(table);
        }
        return dynamic.wampcra(procedure(config, "wampcra"));
    }

    private List<Authenticator> scram(ScramAuth config) {
        if (config instanceof ScramAuth.Static table) {
            return fixed.scram(table);
        }
        return dynamic.scram(procedure(config, "scram"));
    }

    private Authenticator cryptosign(CryptosignAuth config) {
        if (config instanceof CryptosignAuth.Static table) {
            return fixed.cryptosign(table);
        }
        return dynamic.cryptosign(procedure(config, "cryptosign"));
    }

    private Authenticator tls(TlsAuth config) {
        if (config instanceof TlsAuth.Static table) {
            return fixed.tls(table);
        }
        return dynamic.tls(procedure(config, "tls"));
    }

    private static DynamicAuth procedure(Object config, String method) {
        if (config instanceof DynamicAuth procedure) {
            return procedure;
        }
        throw Refusals.unavailable("'" + method + "' authentication by a function of the router's own process");
    }

    private static void refuse(@Nullable Object config, String method) {
        if (config != null) {
            throw Refusals.unavailable("the authentication method '" + method + "'");
        }
    }
}
