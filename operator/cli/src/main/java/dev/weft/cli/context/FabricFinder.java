package dev.weft.cli.context;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the fabric. The url: {@code --fabric-url}, then {@code CROSSBAR_FABRIC_URL}, then what {@code weft up} wrote, then the
 * default of Crossbar.io. The key: {@code --key}, then the one of {@code weft up} where the url is that fabric's, then
 * {@code ~/.crossbar/default.priv}. Whom to trust: {@code --fabric-ca}, then {@code WEFT_FABRIC_CA}.
 */
public final class FabricFinder {

    /** The url of the master, as nodes and the shell of Crossbar.io read it. */
    public static final String URL_VARIABLE = "CROSSBAR_FABRIC_URL";

    /** A file with the certificates of the authorities to trust, PEM. */
    public static final String CA_VARIABLE = "WEFT_FABRIC_CA";

    static final String DEFAULT_URL = "ws://127.0.0.1:9000/ws";

    static final String START_ONE = "Start one with: weft up DIR. Or name another with --fabric-url.";

    private static final Set<String> SCHEMES = Set.of("ws", "wss", "rs", "rss", "unix");

    private final Surroundings surroundings;

    public FabricFinder(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @throws CliFailure for a url or a context file that cannot be meant */
    public FabricTarget find(Optional<String> url, Optional<Path> key, Optional<Path> authorities) {
        Optional<Path> contextFile = ContextFile.findFrom(surroundings.folder());
        Optional<ContextFile> context = contextFile.map(ContextFile::read);
        String origin = "the default";
        String chosen = DEFAULT_URL;
        if (url.isPresent()) {
            origin = "--fabric-url";
            chosen = url.get();
        } else if (surroundings.variable(URL_VARIABLE).isPresent()) {
            origin = URL_VARIABLE;
            chosen = surroundings.variable(URL_VARIABLE).orElseThrow();
        } else if (context.isPresent()) {
            origin = contextFile.orElseThrow() + (context.get().isRunning() ? "" : ", whose 'weft up' has ended");
            chosen = context.get().url();
        }
        require(chosen, origin);
        String fabric = chosen;
        Path keyFile = key.or(
                        () -> context.filter(up -> up.url().equals(fabric)).map(ContextFile::keyFile))
                .orElseGet(() -> surroundings.home().resolve(".crossbar/default.priv"));
        return new FabricTarget(
                chosen,
                keyFile,
                authorities.or(() -> surroundings.variable(CA_VARIABLE).map(Path::of)),
                origin,
                context.filter(up -> up.url().equals(fabric) && up.isRunning())
                        .map(FabricFinder::remedyWhileUp)
                        .orElse(START_ONE));
    }

    private static String remedyWhileUp(ContextFile up) {
        return "Try again in a moment: 'weft up' (process " + up.pid()
                + ") starts its master again when that ends. Its log: "
                + up.data().resolve("logs/master.log");
    }

    private static void require(String url, String origin) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme())) {
                return;
            }
        } catch (URISyntaxException wrong) {
            // Told below.
        }
        throw CliFailure.usage(
                "'" + url + "' (from " + origin + ") is no url of a master", "Write it like " + DEFAULT_URL);
    }
}
