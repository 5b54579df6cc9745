package dev.weft.transport.server;

import java.nio.file.Path;
import java.util.List;

/**
 * TLS of a server, by the JDK's provider: versions 1.2 and 1.3. Where files change they are read again within seconds, for the
 * connections that come from then on; where they cannot be used, those that were read before stay in use.
 *
 * @param certificate PEM file: the server's certificate, then the chain
 * @param key PEM file: its private key, PKCS#8, not encrypted
 * @param chain PEM files with more of the chain
 * @param authorities PEM files; with some of them clients must have a certificate that one of these authorities signed
 * @param ciphers what may be used with version 1.2, by the names of OpenSSL or IANA; empty: what the JDK thinks good
 */
public record ServerTls(Path certificate, Path key, List<Path> chain, List<Path> authorities, List<String> ciphers) {

    public ServerTls {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
        ciphers = List.copyOf(ciphers);
    }

    /** For any client. */
    public ServerTls(Path certificate, Path key) {
        this(certificate, key, List.of(), List.of(), List.of());
    }

    /** The same with more of the chain. */
    public ServerTls withChain(List<Path> others) {
        return new ServerTls(certificate, key, others, authorities, ciphers);
    }

    /** The same for clients with certificates. */
    public ServerTls withAuthorities(List<Path> others) {
        return new ServerTls(certificate, key, chain, others, ciphers);
    }

    /** The same with these ciphers for version 1.2. */
    public ServerTls withCiphers(List<String> names) {
        return new ServerTls(certificate, key, chain, authorities, names);
    }
}
