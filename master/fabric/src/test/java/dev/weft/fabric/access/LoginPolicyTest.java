package dev.weft.fabric.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.control.Directory;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginPolicyTest {

    private static final String SUPER = "a".repeat(64);
    private static final String NODE = "b".repeat(64);
    private static final String STRANGER = "c".repeat(64);
    private static final String INVALID = "fabric.auth-failed.invalid-parameters";

    private final Directory directory = new Directory();
    private final LoginPolicy policy = new LoginPolicy(Superusers.of(Set.of(SUPER)), directory);

    @BeforeEach
    void a_realm_with_a_node() {
        directory.put(new ManagementRealm("r1", "plant", null, null, null, 1, "u1"));
        directory.put(new FabricNode("n1", NODE, "u1", "r1", "edge1", Map.of("site", "A"), null, null));
    }

    @Test
    void a_superuser_is_user_of_the_global_realm_and_owner_of_management_realms_with_or_without_authid() {
        Accept global = new Accept("com.crossbario.fabric", "superuser", "user", "dynamic", Dict.empty());
        Accept plant = new Accept("plant", "superuser", "owner", "dynamic", Dict.empty());
        assertThat(login(null, null, SUPER)).isEqualTo(global);
        assertThat(login("com.crossbario.fabric", "user", SUPER)).isEqualTo(global);
        assertThat(login("plant", null, SUPER)).isEqualTo(plant);
        assertThat(login("plant", "owner", SUPER.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(plant);
    }

    @Test
    void a_paired_node_gets_realm_name_and_extra_from_its_pairing() {
        assertThat(login(null, "node", NODE))
                .isEqualTo(new Accept("plant", "edge1", "node", "dynamic", Dict.of("site", "A")));
    }

    @Test
    void an_unpaired_or_unknown_node_is_told_so() {
        directory.put(new FabricNode("n1", NODE, "u1", null, null, null, null, null));
        assertThat(login(null, "node", NODE))
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.reason()).isEqualTo("fabric.auth-failed.node-unpaired"));
        assertThat(login(null, "node", STRANGER)).isInstanceOf(Deny.class);
    }

    @Test
    void a_node_that_asks_for_a_realm_and_roles_that_do_not_fit_are_refused() {
        assertRefused(login("plant", "node", NODE));
        assertRefused(login("com.crossbario.fabric", "owner", SUPER));
        assertRefused(login("plant", "user", SUPER));
        assertRefused(login("plant", "trusted", SUPER));
        assertRefused(login(null, "owner", SUPER));
    }

    @Test
    void an_unknown_key_and_a_missing_one_are_refused() {
        assertRefused(login("plant", null, STRANGER));
        assertRefused(login(null, null, NODE));
        assertRefused(login(null, null, "not a key"));
        assertRefused(policy.decide(new Hello("plant", Dict.empty())));
    }

    private static void assertRefused(Step step) {
        assertThat(step)
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.reason()).isEqualTo(INVALID));
    }

    private Step login(@Nullable String realm, @Nullable String role, String pubkey) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("authextra", Map.of("pubkey", pubkey));
        if (role != null) {
            details.put("authrole", role);
        }
        return policy.decide(new Hello(realm, Dict.of(details)));
    }
}
