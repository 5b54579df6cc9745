package dev.weft.fabric.access;

import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.RealmNames;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a HELLO with a public key would become, if the key is proven: the decision order of Crossbar.io's master. Anybody may ask,
 * since only whoever has the private key gets in.
 */
public final class LoginPolicy {

    static final String INVALID_PARAMETERS = "fabric.auth-failed.invalid-parameters";
    static final String NODE = "node";
    static final String USER = "user";
    static final String OWNER = "owner";
    private static final Set<String> REALM_ROLES = Set.of("guest", "developer", "operator", "admin", OWNER);
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    private final Superusers superusers;
    private final Directory directory;

    public LoginPolicy(Superusers superusers, Directory directory) {
        this.superusers = superusers;
        this.directory = directory;
    }

    /** The key that the HELLO claims, in lower case; empty where there is none or it is malformed. */
    public static Optional<String> pubkey(Hello hello) {
        String claimed = hello.details().dict("authextra").string("pubkey");
        return Optional.ofNullable(claimed)
                .map(key -> key.toLowerCase(Locale.ROOT))
                .filter(key -> KEY.matcher(key).matches());
    }

    /** {@link Accept} for a known key, else {@link Deny}. */
    public Step decide(Hello hello) {
        Optional<String> pubkey = pubkey(hello);
        if (pubkey.isEmpty()) {
            return invalid("authextra.pubkey must be the public key, 64 hex digits");
        }
        String role = hello.details().string("authrole");
        if (!permitted(hello.realm(), role)) {
            return invalid("role \"" + role + "\" cannot be asked for on realm \"" + hello.realm() + "\"");
        }
        return NODE.equals(role) ? node(pubkey.get()) : user(hello.realm(), role, pubkey.get());
    }

    private static boolean permitted(@Nullable String realm, @Nullable String role) {
        if (role == null) {
            return true;
        }
        if (realm == null) {
            return role.equals(NODE);
        }
        return realm.equals(RealmNames.GLOBAL) ? role.equals(USER) : REALM_ROLES.contains(role);
    }

    private Step node(String pubkey) {
        FabricNode node = directory.findNodeByPubkey(pubkey).orElse(null);
        Optional<ManagementRealm> realm = node == null || node.mrealmOid() == null
                ? Optional.empty()
                : directory.findRealmByOid(node.mrealmOid());
        if (node == null || node.authid() == null || realm.isEmpty()) {
            return new Deny(
                    FabricError.NODE_UNPAIRED,
                    "This node is unpaired. Please pair the node with management realm first.");
        }
        Dict extra = node.authextra() == null ? Dict.empty() : Dict.of(node.authextra());
        return new Accept(realm.get().name(), node.authid(), NODE, "dynamic", extra);
    }

    private Step user(@Nullable String realm, @Nullable String role, String pubkey) {
        if (!superusers.contains(pubkey)) {
            return invalid("this key is not known to this master; add its file to the master's superusers");
        }
        return realm == null || realm.equals(RealmNames.GLOBAL)
                ? new Accept(RealmNames.GLOBAL, Superusers.AUTHID, USER, "dynamic", Dict.empty())
                : new Accept(realm, Superusers.AUTHID, role == null ? OWNER : role, "dynamic", Dict.empty());
    }

    private static Deny invalid(String message) {
        return new Deny(INVALID_PARAMETERS, message);
    }
}
