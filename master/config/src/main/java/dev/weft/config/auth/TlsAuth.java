package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface TlsAuth permits TlsAuth.Static, DynamicAuth, FunctionAuth {

    /** By the client's certificate. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(
            @Name("default-role") @MaxLength(255) @Nullable String defaultRole) implements TlsAuth {}
}
