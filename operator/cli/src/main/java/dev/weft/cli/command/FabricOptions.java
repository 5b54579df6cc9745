package dev.weft.cli.command;

import dev.weft.cli.Surroundings;
import dev.weft.cli.context.FabricFinder;
import dev.weft.cli.context.FabricTarget;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which fabric. */
final class FabricOptions {

    @Option(
            names = "--fabric-url",
            paramLabel = "URL",
            description =
                    "Url of the master. Default: $CROSSBAR_FABRIC_URL, else the fabric that 'weft up' runs from this folder or"
                            + " one above it, else ws://127.0.0.1:9000/ws.")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Private key file. Default: the one of 'weft up', else ~/.crossbar/default.priv.")
    private @Nullable Path key;

    @Option(
            names = "--fabric-ca",
            paramLabel = "FILE",
            description =
                    "For wss:// and rss://: certificates to trust (PEM). Default: $WEFT_FABRIC_CA, else those of Java.")
    private @Nullable Path authorities;

    FabricTarget find(Surroundings surroundings) {
        return new FabricFinder(surroundings)
                .find(Optional.ofNullable(url), Optional.ofNullable(key), Optional.ofNullable(authorities));
    }
}
