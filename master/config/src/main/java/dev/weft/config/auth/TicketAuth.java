package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface TicketAuth permits TicketAuth.Static, DynamicAuth, FunctionAuth {

    /** By authid. */
    @TypeName("static")
    @Impact(RESTART_OBJECT)
    record Static(@Required @MaxItems(10_000) Map<String, Principal> principals) implements TicketAuth {}

    @Impact(RESTART_OBJECT)
    record Principal(
            @Secret @Doc("The ticket, or ${VARIABLE}") OrEnv<String> ticket,
            @MaxLength(255) @Nullable String role) {}
}
