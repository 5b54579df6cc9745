package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface AnonymousAuth permits AnonymousAuth.Static, DynamicAuth, FunctionAuth {

    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(
            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Nullable
            String realm,

            @Default("anonymous") @MaxLength(255) String role,
            @MaxLength(255) @Nullable String authid)
            implements AnonymousAuth {}
}
