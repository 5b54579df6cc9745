package dev.weft.node.worker;

import dev.weft.config.auth.AnonymousAuth;
import dev.weft.config.auth.CryptosignAuth;
import dev.weft.config.auth.TicketAuth;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.Refusals;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.RandomBytes;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.message.Dict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a transport's {@code auth} to authenticators. */
final class Authentication {

    /** What Crossbar.io gives to those whose principal names no role. */
    static final String DEFAULT_ROLE = "anonymous";

    private final RandomBytes random;
    private final Map<String, String> environment;

    /** @param environment for secrets that the configuration names as {@code ${VARIABLE}} */
    Authentication(RandomBytes random, Map<String, String> environment) {
        this.random = random;
        this.environment = environment;
    }

    /** @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for methods that are not built */
    List<Authenticator> of(TransportAuth auth) {
        refuse(auth.wampcra(), "wampcra");
        refuse(auth.scram(), "scram");
        refuse(auth.tls(), "tls");
        refuse(auth.cookie(), "cookie");
        refuse(auth.cryptosignProxy(), "cryptosign-proxy");
        refuse(auth.anonymousProxy(), "anonymous-proxy");
        List<Authenticator> all = new ArrayList<>();
        if (auth.cryptosign() != null) {
            all.add(cryptosign(auth.cryptosign()));
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
        if (config instanceof AnonymousAuth.Static fixed) {
            Authenticator open = new AnonymousAuthenticator(fixed.role(), random);
            return fixed.realm() == null && fixed.authid() == null ? open : new PinnedAuthenticator(open, fixed);
        }
        throw notStatic("anonymous");
    }

    private Authenticator ticket(TicketAuth config) {
        if (config instanceof TicketAuth.Static fixed) {
            List<Principal> principals = new ArrayList<>();
            fixed.principals()
                    .forEach((authid, p) -> principals.add(Principal.of(authid, role(p.role()), ticket(authid, p))));
            return new TicketAuthenticator(new StaticPrincipals(principals));
        }
        throw notStatic("ticket");
    }

    private String ticket(String authid, TicketAuth.Principal principal) {
        String ticket = principal.ticket().resolve(environment, Function.identity());
        if (ticket.isEmpty()) {
            throw Refusals.invalidConfiguration(
                    "the ticket of principal '" + authid + "'",
                    List.of(new Problem("/ticket", "the ticket is empty", "Give one, 20 random characters or more")));
        }
        return ticket;
    }

    private Authenticator cryptosign(CryptosignAuth config) {
        if (config instanceof CryptosignAuth.Static fixed) {
            if (!fixed.trustroots().isEmpty()) {
                throw Refusals.unavailable("cryptosign with trustroots");
            }
            List<Principal> principals = new ArrayList<>();
            fixed.principals()
                    .forEach((authid, p) -> principals.add(new Principal(
                            p.realm(), authid, role(p.role()), "static", Dict.empty(), p.authorizedKeys())));
            return new CryptosignAuthenticator(new StaticPrincipals(principals), random, ChannelBinding.STRICT);
        }
        throw notStatic("cryptosign");
    }

    private static String role(@Nullable String role) {
        return role == null ? DEFAULT_ROLE : role;
    }

    private static void refuse(@Nullable Object config, String method) {
        if (config != null) {
            throw Refusals.unavailable("the authentication method '" + method + "'");
        }
    }

    private static RuntimeException notStatic(String method) {
        return Refusals.unavailable("'" + method + "' authentication of another type than 'static'");
    }
}
