package dev.weft.transport.server;

import java.nio.file.Path;
import java.util.List;

/**
 * TLS of a server, by the JDK's provider: versions 1.2 and 1.3.
 *
 * @param certificate PEM file: the server's certificate, then the chain
 * @param key PEM file: its private key, PKCS#8, not encrypted
 * @param clientAuthorities PEM files: who signs the certificates of clients. Where there are any, each client must show a certificate;
 *     where there are none, no client is asked
 */
public record ServerTls(Path certificate, Path key, List<Path> clientAuthorities) {

    public ServerTls {
        clientAuthorities = List.copyOf(clientAuthorities);
    }

    /** For clients without certificates. */
    public ServerTls(Path certificate, Path key) {
        this(certificate, key, List.of());
    }
}
