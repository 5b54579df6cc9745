package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface ScramAuth permits ScramAuth.Static, DynamicAuth, FunctionAuth {

    /** By authid. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(@Required @MaxItems(10_000) Map<String, Principal> principals) implements ScramAuth {}

    @Impact(RESTART_OBJECT)
    record Principal(
            Kdf kdf,
            @Range(min = 1, max = 10_000_000) int iterations,

            @Range(min = 0, max = 1_000_000) @Doc("KiB; 0 for pbkdf2")
            int memory,

            @MaxLength(255) String salt,
            @Secret @Name("stored-key") String storedKey,
            @Secret @Name("server-key") String serverKey,
            @MaxLength(255) @Nullable String role) {}

    /** How the key is derived from the password. */
    enum Kdf {
        /** Crossbar.io's and Autobahn's: keys are derived from the hash's text in base64. */
        @Name("argon2id-13")
        ARGON2ID,
        /** The specification's: keys are derived from the hash. */
        ARGON2ID13,
        PBKDF2
    }
}
