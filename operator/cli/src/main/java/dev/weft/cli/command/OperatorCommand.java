package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code weft operator}: a program of its own, which the launcher starts, so that commands need not load what Kubernetes needs. Here it
 * only has its place in the list of commands.
 */
@Command(
        name = "operator",
        description = "Keep fleets as the custom resources of a Kubernetes cluster say.",
        footer = {"", "Example:", "  weft operator --own-namespace weft-system --lease none"})
public final class OperatorCommand implements Callable<Integer> {

    @Unmatched
    private String[] options = {};

    @Override
    public Integer call() {
        throw CliFailure.usage(
                "the operator is a program of its own", "Start it with the launcher: ./weft operator --help");
    }
}
