package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

/** A procedure decides: it is called with realm, authid and details, and answers with a principal. */
@TypeName("dynamic")
@Impact(RESTART_OBJECT)
public record DynamicAuth(
        @Matches(value = Ids.URI, meaning = Ids.URI_MEANING) String authenticator,

        @Name("authenticator-realm") @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Nullable
        String authenticatorRealm,

        @Name("authenticator-role") @MaxLength(255) @Nullable
        String authenticatorRole)
        implements AnonymousAuth, TicketAuth, WampCraAuth, ScramAuth, CryptosignAuth, TlsAuth {}
