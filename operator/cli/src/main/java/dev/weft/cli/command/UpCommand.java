package dev.weft.cli.command;

import dev.weft.cli.Surroundings;
import dev.weft.cli.run.Interrupts;
import dev.weft.cli.up.LocalFabric;
import dev.weft.cli.up.UpFolder;
import dev.weft.sources.yaml.FleetDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft up}: a whole fabric on this machine. */
@Command(
        name = "up",
        description = {
            // The first is all that the list of commands shows.
            "Run a whole fabric on this machine as the documents in a folder say.",
            "It is a master, and every node that has no key of its own in the documents. Stays in the foreground; Ctrl-C ends"
                    + " all of it. A process that ends by itself is started again, and what any of them logs as an error is told."
                    + " What it needs is kept in a folder, so that"
                    + " the next run goes on where this one ended."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C or SIGTERM",
            "1:it could not be started",
            "3:it was started, but not all of it as the documents say",
            "64:the command line is wrong"
        },
        footer = {"", "Example:", "  weft up examples/quickstart", "  weft up --master-port 9100 fleet/"})
public final class UpCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description =
                    "Folder with documents. Other folders in it are linked into each node's folder, so that static"
                            + " services find them by their name.")
    private Path documents = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where keys, the database and logs are kept. Default: .weft/up/<name of DIR>.")
    private @Nullable Path data;

    @Option(
            names = "--master-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Port of the master; 0: any free one. Default: ${DEFAULT-VALUE}.")
    private int masterPort = 9000;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "Folder with one file name/key per secret. Without it: variables WEFT_SECRET_NAME_KEY.")
    private @Nullable Path secrets;

    private final Surroundings around;

    public UpCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        FleetDocuments fleet = FleetDocuments.load(List.of(documents.toString()), around.in());
        DesiredOrFailure.of(fleet, around);
        UpFolder folder = UpFolder.of(Optional.ofNullable(data), documents, around.folder());
        try (Interrupts interrupts = Interrupts.listen();
                LocalFabric fabric = new LocalFabric(folder, around, interrupts)) {
            return fabric.run(new LocalFabric.Wish(documents, fleet, masterPort, Optional.ofNullable(secrets)));
        }
    }
}
