package dev.weft.launcher;

import dev.weft.fabric.Master;
import dev.weft.fabric.MasterFailure;
import dev.weft.fabric.MasterSettings;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft master --data DIR}: a fabric master, until SIGTERM or SIGINT. */
@Command(
        name = "master",
        description = "Run a fabric master in the foreground.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by SIGTERM or SIGINT",
            "1:it could not be started: folder, key files or port",
            "64:the command line is wrong"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MasterCommand implements Callable<Integer> {

    /** Key files of superusers, separated by the path separator: the variable that Crossbar.io uses. */
    public static final String SUPERUSER_VARIABLE = "CROSSBAR_FABRIC_SUPERUSER";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Folder of the master's database.")
    @SuppressWarnings("NullAway.Init") // required
    private Path data;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = MasterSettings.DEFAULT_HOST,
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = MasterSettings.DEFAULT_HOST;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + MasterSettings.DEFAULT_PORT,
            description = "Port to listen on; 0: any free one (default: ${DEFAULT-VALUE}).")
    private int port = MasterSettings.DEFAULT_PORT;

    @Option(
            names = "--superuser",
            paramLabel = "FILE",
            description = "Public key file of a superuser; may be given several times (default: the files in $"
                    + SUPERUSER_VARIABLE + ").")
    private @Nullable List<Path> superusers;

    @Option(
            names = "--call-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a node may take to answer a call (default: ${DEFAULT-VALUE}).")
    private int callTimeout = 30;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Lifetime lifetime =
                        Lifetime.begin(exitWithParent ? Lifetime.Ending.WITH_STDIN : Lifetime.Ending.BY_SIGNAL);
                Master master = Master.start(settings())) {
            out.println("master listening on " + master.url());
            out.println("data in " + master.data().toAbsolutePath().normalize());
            out.flush();
            lifetime.await();
            return 0;
        } catch (MasterFailure | IllegalArgumentException failure) {
            spec.commandLine().getErr().println("weft master: " + failure.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private MasterSettings settings() {
        return MasterSettings.in(data)
                .listeningOn(host, port)
                .withSuperusers(superusers == null ? fromEnvironment() : superusers)
                .withCallTimeout(Duration.ofSeconds(callTimeout));
    }

    private static List<Path> fromEnvironment() {
        String files = System.getenv(SUPERUSER_VARIABLE);
        return files == null
                ? List.of()
                : Arrays.stream(files.split(Pattern.quote(File.pathSeparator)))
                        .filter(file -> !file.isBlank())
                        .map(Path::of)
                        .toList();
    }
}
