package dev.weft.transport.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client. The server's certificate must be valid and name the host of the url; that cannot be switched off.
 *
 * @param authorities PEM file with the certificates to trust; null: those of the Java runtime
 */
public record ClientTls(@Nullable Path authorities) {

    public static ClientTls defaults() {
        return new ClientTls(null);
    }
}
