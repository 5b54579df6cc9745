package dev.weft.transport.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client. The server's certificate must be valid and name the host of the url; that cannot be switched off. Whom to trust is
 * in a file, or given as a text, or else as the Java runtime has it.
 *
 * @param authorities PEM file with the certificates to trust; read at each connection
 * @param pem the certificates to trust themselves, instead of a file
 * @param identity the client's own certificate, for servers that ask for one; null: there is none
 */
public record ClientTls(
        @Nullable Path authorities,
        @Nullable String pem,
        @Nullable Identity identity) {

    /**
     * A client's certificate; read at each connection.
     *
     * @param certificate PEM file: the certificate, then the chain
     * @param key PEM file: its private key, PKCS#8, not encrypted
     */
    public record Identity(Path certificate, Path key) {}

    /** Whom the Java runtime trusts. */
    public static ClientTls defaults() {
        return new ClientTls(null, null, null);
    }

    /** Certificates in a file, PEM. */
    public static ClientTls trusting(Path authorities) {
        return new ClientTls(authorities, null, null);
    }

    /** Certificates, PEM. */
    public static ClientTls trusting(String pem) {
        return new ClientTls(null, pem, null);
    }

    /** With a certificate of the client's own. */
    public ClientTls with(Identity own) {
        return new ClientTls(authorities, pem, own);
    }
}
