package dev.weft.cli.context;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A fabric and the key to talk to it with.
 *
 * @param url of the master: {@code ws://host:port/path}
 * @param keyFile private key file
 * @param authorities PEM file with the certificates to trust; empty: those of the Java runtime
 * @param origin where the url came from, for messages: {@code --fabric-url}, a variable, a file
 * @param remedy what to do where nobody answers there
 */
public record FabricTarget(String url, Path keyFile, Optional<Path> authorities, String origin, String remedy) {}
