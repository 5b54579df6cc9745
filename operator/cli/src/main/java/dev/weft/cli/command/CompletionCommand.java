package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.cli.Weft;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code weft completion}: a script for the shell. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(weft completion)"})
public final class CompletionCommand implements Callable<Integer> {

    private final Surroundings around;

    public CompletionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        around.out().print(AutoComplete.bash("weft", Weft.all(around)));
        return ExitStatus.DONE;
    }
}
