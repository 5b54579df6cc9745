package dev.weft.transport.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client. The server's certificate must be valid and name the host of the url; that cannot be switched off. Whom to trust is
 * in a file, or given as a text, or else as the Java runtime has it.
 *
 * @param authorities PEM file with the certificates to trust; read at each connection
 * @param pem the certificates to trust themselves, instead of a file
 */
public record ClientTls(
        @Nullable Path authorities, @Nullable String pem) {

    /** Whom the Java runtime trusts. */
    public static ClientTls defaults() {
        return new ClientTls(null, null);
    }

    /** Certificates in a file, PEM. */
    public static ClientTls trusting(Path authorities) {
        return new ClientTls(authorities, null);
    }

    /** Certificates, PEM. */
    public static ClientTls trusting(String pem) {
        return new ClientTls(null, pem);
    }
}
