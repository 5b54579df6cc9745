package dev.weft.transport.server;

import java.nio.file.Path;

/**
 * TLS of a server, by the JDK's provider: versions 1.2 and 1.3.
 *
 * @param certificate PEM file: the server's certificate, then the chain
 * @param key PEM file: its private key, PKCS#8, not encrypted
 */
public record ServerTls(Path certificate, Path key) {}
