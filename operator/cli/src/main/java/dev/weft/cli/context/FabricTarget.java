package dev.weft.cli.context;

import java.nio.file.Path;

/**
 * A fabric and the key to talk to it with.
 *
 * @param url of the master: {@code ws://host:port/path}
 * @param keyFile private key file
 * @param origin where the url came from, for messages: {@code --fabric-url}, a variable, a file
 */
public record FabricTarget(String url, Path keyFile, String origin) {}
