package dev.weft.node.worker.auth;

import dev.weft.config.auth.AnonymousAuth;
import dev.weft.config.auth.CryptosignAuth;
import dev.weft.config.auth.ScramAuth;
import dev.weft.config.auth.TicketAuth;
import dev.weft.config.auth.TlsAuth;
import dev.weft.config.auth.WampCraAuth;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Problem;
import dev.weft.node.procedure.Refusals;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Known;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.StaticCredentials;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.auth.TlsAuthenticator;
import dev.weft.wamp.auth.WampCraSecret;
import dev.weft.wamp.message.Dict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Authenticators that know their principals from the configuration. */
public final class StaticMethods {

    /** What Crossbar.io gives to those whose principal names no role. */
    public static final String DEFAULT_ROLE = "anonymous";

    private final Proofs proofs;
    private final Map<String, String> environment;

    /** @param environment for secrets that the configuration names as {@code ${VARIABLE}} */
    public StaticMethods(Proofs proofs, Map<String, String> environment) {
        this.proofs = proofs;
        this.environment = environment;
    }

    Authenticator anonymous(AnonymousAuth.Static config) {
        Authenticator open = new AnonymousAuthenticator(config.role(), proofs.random());
        return config.realm() == null && config.authid() == null ? open : new PinnedAuthenticator(open, config);
    }

    Authenticator ticket(TicketAuth.Static config) {
        List<Principal> principals = new ArrayList<>();
        config.principals()
                .forEach((authid, p) -> principals.add(Principal.of(
                        authid, role(p.role()), secret("the ticket of principal '" + authid + "'", p.ticket()))));
        return new TicketAuthenticator(new StaticPrincipals(principals));
    }

    Authenticator wampcra(WampCraAuth.Static config) {
        List<Known<WampCraSecret>> known = new ArrayList<>();
        config.users().forEach((authid, user) -> {
            String secret = secret("the secret of user '" + authid + "'", user.secret());
            WampCraSecret.Salting salting =
                    user.salt() == null ? null : Proofs.salting(user.salt(), user.iterations(), user.keylen());
            known.add(new Known<>(principal(authid, user.role()), new WampCraSecret(secret, salting)));
        });
        return proofs.wampcra(new StaticCredentials<>(known));
    }

    List<Authenticator> scram(ScramAuth.Static config) {
        List<Known<ScramKeys>> known = new ArrayList<>();
        config.principals()
                .forEach((authid, p) -> known.add(new Known<>(principal(authid, p.role()), keys(authid, p))));
        return proofs.scram(new StaticCredentials<>(known));
    }

    private static ScramKeys keys(String authid, ScramAuth.Principal p) {
        String kdf = switch (p.kdf()) {
            case ARGON2ID -> ScramKdf.AUTOBAHN_ARGON2ID.wireName();
            case ARGON2ID13 -> ScramKdf.ARGON2ID13.wireName();
            case PBKDF2 -> ScramKdf.PBKDF2.wireName();
        };
        try {
            return new WrittenScramKeys(kdf, p.salt(), p.iterations(), p.memory(), p.storedKey(), p.serverKey()).read();
        } catch (IllegalArgumentException invalid) {
            throw invalid(
                    "principal '" + authid + "' of scram",
                    String.valueOf(invalid.getMessage()),
                    "Write the keys as Autobahn's derive_scram_credential gives them");
        }
    }

    Authenticator cryptosign(CryptosignAuth.Static config) {
        if (!config.trustroots().isEmpty()) {
            throw Refusals.unavailable("cryptosign with trustroots");
        }
        List<Principal> principals = new ArrayList<>();
        config.principals()
                .forEach((authid, p) -> principals.add(
                        new Principal(p.realm(), authid, role(p.role()), "static", Dict.empty(), p.authorizedKeys())));
        return new CryptosignAuthenticator(new StaticPrincipals(principals), proofs.random(), ChannelBinding.STRICT);
    }

    Authenticator tls(TlsAuth.Static config) {
        List<Principal> principals = new ArrayList<>();
        config.principals().forEach((authid, p) -> {
            String role = p.role() == null ? config.defaultRole() : p.role();
            principals.add(new Principal(
                    null,
                    authid,
                    role(role),
                    "static",
                    Dict.empty(),
                    fingerprints(p.certificateSha256(), p.certificateSha1())));
        });
        return new TlsAuthenticator(principals);
    }

    /** One is enough; where both are given the stronger one counts. */
    private static List<String> fingerprints(@Nullable String sha256, @Nullable String sha1) {
        String given = sha256 == null ? String.valueOf(sha1) : sha256;
        return List.of(given.replace(":", "").toLowerCase(Locale.ROOT));
    }

    private static Principal principal(String authid, @Nullable String role) {
        return new Principal(null, authid, role(role), "static", Dict.empty(), List.of());
    }

    private String secret(String what, OrEnv<String> configured) {
        String secret = configured.resolve(environment, Function.identity());
        if (secret.isEmpty()) {
            throw invalid(what, "it is empty", "Give one, 20 random characters or more");
        }
        return secret;
    }

    private static RuntimeException invalid(String what, String message, String remedy) {
        return Refusals.invalidConfiguration(what, List.of(new Problem("", message, remedy)));
    }

    private static String role(@Nullable String role) {
        return role == null ? DEFAULT_ROLE : role;
    }
}
