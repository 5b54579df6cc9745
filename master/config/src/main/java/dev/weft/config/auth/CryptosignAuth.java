package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface CryptosignAuth permits CryptosignAuth.Static, DynamicAuth, FunctionAuth {

    /** Principals by authid, or trusted certificates by realm. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(
            @MaxItems(10_000) Map<String, Principal> principals,
            @MaxItems(1000) Map<String, TrustRoot> trustroots) implements CryptosignAuth, Checked {

        @Override
        public void check(Problems problems) {
            if (!principals.isEmpty() && !trustroots.isEmpty()) {
                problems.add("principals and trustroots exclude each other", "Keep one of them");
            }
        }
    }

    @Impact(RESTART_OBJECT)
    record Principal(
            @Required @Unordered @MaxItems(256) @Matches(value = Ids.KEY, meaning = Ids.KEY_MEANING)
            List<String> authorizedKeys,

            @MaxLength(255) @Nullable String role,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Nullable
            String realm)
            implements Checked {

        @Override
        public void check(Problems problems) {
            if (authorizedKeys.isEmpty()) {
                problems.at("authorized_keys").add("no key", "Give at least one public key");
            }
        }
    }

    @Impact(RESTART_OBJECT)
    record TrustRoot(
            @MaxLength(4096) @Nullable String certificate,
            @MaxLength(4096) @Nullable String trustroot,
            @MaxLength(255) @Nullable String role,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Nullable
            String realm) {}
}
