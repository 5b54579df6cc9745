package dev.weft.config.auth;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Name;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The authentication methods that a transport offers. An empty one admits nobody; a transport without one admits anybody as {@code anonymous}. */
@Impact(RESTART_OBJECT)
public record TransportAuth(
        @Nullable AnonymousAuth anonymous,
        @Nullable TicketAuth ticket,
        @Nullable WampCraAuth wampcra,
        @Nullable ScramAuth scram,
        @Nullable CryptosignAuth cryptosign,
        @Nullable TlsAuth tls,
        @Nullable Map<String, @Nullable Object> cookie,
        @Name("cryptosign-proxy") @Nullable CryptosignAuth cryptosignProxy,
        @Name("anonymous-proxy") @Nullable AnonymousAuth anonymousProxy) {}
