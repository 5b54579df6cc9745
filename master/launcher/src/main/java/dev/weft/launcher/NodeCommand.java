package dev.weft.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft node --cbdir DIR}: a node, until SIGTERM or SIGINT. */
@Command(
        name = "node",
        description = "Run a node in the foreground.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class NodeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--cbdir", paramLabel = "DIR", required = true, description = "Folder of the node.")
    @SuppressWarnings("NullAway.Init") // required
    private Path cbdir;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("weft node: this build cannot run the node in " + cbdir + (exitWithParent ? "." : ""));
        return 1;
    }
}
