package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import dev.weft.cli.git.RevisionComparison;
import dev.weft.cli.git.RevisionComparison.Choice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft diff}: what would a change of the documents do, as far as the documents tell? */
@Command(
        name = "diff",
        description = "Compare what two revisions of the documents want, without any fabric.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:both want the same",
            "1:the documents of one have errors, or it cannot be read, or neither has a document",
            "2:there are changes",
            "64:the command line is wrong"
        },
        footer = {
            "",
            "Example:",
            "  weft diff main..feature --path prod",
            "  weft diff origin/main...HEAD --path prod --output markdown",
            "  weft diff v1..main --git https://git.example.com/fleet.git"
        })
public final class DiffCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "BASE..HEAD",
            description = "Two revisions; with three dots, HEAD is compared with where it parted from BASE.")
    private String range = "";

    /** Written as two, as some do; told with how to write it. */
    @Parameters(index = "1", arity = "0..1", hidden = true)
    private @Nullable String second;

    @Option(names = "--repo", paramLabel = "DIR", description = "A folder of the repository. Default: this one.")
    private @Nullable Path repository;

    @Option(
            names = "--git",
            paramLabel = "URL",
            description = "Fetch both from this repository instead; they are branches or tags then.")
    private @Nullable String url;

    @Option(names = "--path", paramLabel = "DIR", description = "The folder in the repository. Default: all of it.")
    private String path = ".";

    @Mixin
    private final GitOptions.GitAccessOptions access = new GitOptions.GitAccessOptions();

    @Mixin
    private final PlanOutputOptions output = new PlanOutputOptions();

    private final Surroundings around;

    public DiffCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (second != null) {
            throw CliFailure.usage(
                    "two revisions are written as one range", "Write " + range + ".." + second + " instead.");
        }
        Choice choice = new Choice(
                range,
                path,
                Optional.ofNullable(url),
                around.folder().resolve(repository == null ? Path.of("") : repository));
        RevisionComparison comparison = RevisionComparison.read(choice, () -> access.access(around));
        return new ComparisonPrinting(comparison, path, output, around).print();
    }
}
