package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface WampCraAuth permits WampCraAuth.Static, DynamicAuth, FunctionAuth {

    /** By authid. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(@Required @MaxItems(10_000) Map<String, User> users) implements WampCraAuth {}

    @Impact(RESTART_OBJECT)
    record User(
            @Secret OrEnv<String> secret,
            @MaxLength(255) @Nullable String role,
            @MaxLength(255) @Nullable String salt,
            @Range(min = 1, max = 10_000_000) @Nullable Integer iterations,
            @Range(min = 8, max = 128) @Nullable Integer keylen) {}
}
