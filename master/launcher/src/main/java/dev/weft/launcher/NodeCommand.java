package dev.weft.launcher;

import dev.weft.node.Node;
import dev.weft.node.NodeFailure;
import dev.weft.node.NodeHealth;
import dev.weft.node.NodeSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft node --cbdir DIR}: a node, until SIGTERM or SIGINT, or until it is told to shut down. */
@Command(
        name = "node",
        description = "Run a node in the foreground.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by SIGTERM or SIGINT, or told to shut down",
            "1:it could not be started: folder, key, config.json or another node that has the folder",
            "64:the command line is wrong"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class NodeCommand implements Callable<Integer> {

    /** Below what a probe waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(
            names = "--cbdir",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the node: its keys, and what it runs.")
    @SuppressWarnings("NullAway.Init") // required
    private Path cbdir;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Master to connect to, unless the folder has a key.activate (default: $"
                    + NodeSettings.FABRIC_URL + ").")
    private @Nullable String master;

    @Option(
            names = "--fabric-ca",
            paramLabel = "FILE",
            description = "For a wss:// master: certificates to trust, PEM (default: $" + NodeSettings.FABRIC_CA
                    + ", else those of config.json, else those of Java).")
    private @Nullable String authorities;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Private key file, where it is not key.priv of the folder but mounted elsewhere (default: $"
                    + NodeSettings.KEY_FILE + ").")
    private @Nullable String key;

    @Option(
            names = "--health",
            paramLabel = "HOST:PORT",
            description = "Serve GET /healthz there: 200 while the node's controller answers.")
    private @Nullable String health;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Lifetime lifetime =
                        Lifetime.begin(exitWithParent ? Lifetime.Ending.WITH_STDIN : Lifetime.Ending.BY_SIGNAL);
                Node node = Node.start(settings());
                @Nullable NodeHealth served = serveHealth(node)) {
            out.println("node in " + node.directory());
            out.println("public key " + node.publicKey());
            out.println(
                    node.master()
                            .map(url ->
                                    "master " + url + ", where this key has to be paired: publicKey of its FabricNode")
                            .orElse(
                                    "no master is configured: it runs what its folder says, if anything; --master URL gives it one"));
            if (served != null) {
                out.println("health on port " + served.port());
            }
            out.flush();
            node.ended().thenRun(lifetime::end);
            lifetime.await();
            return 0;
        } catch (NodeFailure failure) {
            spec.commandLine().getErr().println("weft node: " + failure.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private @Nullable NodeHealth serveHealth(Node node) {
        return health == null ? null : NodeHealth.serve(health, () -> node.answers(PATIENCE));
    }

    private NodeSettings settings() {
        NodeSettings settings = NodeSettings.of(cbdir);
        Map<String, String> environment = new HashMap<>(settings.environment());
        if (master != null) {
            environment.put(NodeSettings.FABRIC_URL, master);
        }
        if (authorities != null) {
            environment.put(NodeSettings.FABRIC_CA, authorities);
        }
        if (key != null) {
            environment.put(NodeSettings.KEY_FILE, key);
        }
        requireSomethingToDo(environment);
        return settings.withEnvironment(environment);
    }

    /** A new folder is for a node that a master tells what to run. Without one the name is mistyped, more likely than not. */
    private void requireSomethingToDo(Map<String, String> environment) {
        if (!Files.exists(cbdir)
                && environment.getOrDefault(NodeSettings.FABRIC_URL, "").isBlank()) {
            throw new NodeFailure("there is no folder " + cbdir.toAbsolutePath().normalize()
                    + ", and no master is named that could tell a new node what to run. Name the folder of a node, or a master"
                    + " with --master URL");
        }
    }
}
