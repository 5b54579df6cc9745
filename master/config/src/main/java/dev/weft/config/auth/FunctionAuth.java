package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function within the router decides. Runs foreign code. */
@TypeName("function")
@Impact(RESTART_OBJECT)
public record FunctionAuth(
        @Doc("Qualified name of the function that makes the authenticator") @MaxLength(1024)
        String create,

        Map<String, @Nullable Object> config)
        implements AnonymousAuth, TicketAuth, WampCraAuth, ScramAuth, CryptosignAuth, TlsAuth {}
