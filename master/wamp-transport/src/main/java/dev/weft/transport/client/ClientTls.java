package dev.weft.transport.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client. The server's certificate must be valid and name the host of the url; that cannot be switched off. Whom to trust is
 * in a file, or given as a text, or else as the Java runtime has it.
 *
 * @param authorities PEM file with the certificates to trust; read at each connection
 * @param pem the certificates to trust themselves, instead of a file
 * @param certificate PEM file with a certificate of the client's own, for servers that ask for one; null: it has none
 * @param key PEM file with its private key, PKCS#8, not encrypted
 */
public record ClientTls(
        @Nullable Path authorities,
        @Nullable String pem,
        @Nullable Path certificate,
        @Nullable Path key) {

    /** Without a certificate of the client's own. */
    public ClientTls(@Nullable Path authorities, @Nullable String pem) {
        this(authorities, pem, null, null);
    }

    /** The same, with a certificate of the client's own. */
    public ClientTls withCertificate(Path own, Path ownKey) {
        return new ClientTls(authorities, pem, own, ownKey);
    }

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
