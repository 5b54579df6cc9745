package dev.weft.launcher;

import dev.weft.node.Node;
import dev.weft.node.NodeFailure;
import dev.weft.node.NodeSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class NodeCommand implements Callable<Integer> {

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

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Lifetime lifetime =
                        Lifetime.begin(exitWithParent ? Lifetime.Ending.WITH_STDIN : Lifetime.Ending.BY_SIGNAL);
                Node node = Node.start(settings())) {
            out.println("node in " + node.directory());
            out.println("public key " + node.publicKey());
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

    private NodeSettings settings() {
        NodeSettings settings = NodeSettings.of(cbdir);
        if (master == null) {
            return settings;
        }
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put(NodeSettings.FABRIC_URL, master);
        return settings.withEnvironment(environment);
    }
}
