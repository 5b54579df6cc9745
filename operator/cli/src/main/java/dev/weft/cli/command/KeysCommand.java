package dev.weft.cli.command;

import dev.weft.cli.CliFailure;
import dev.weft.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code weft keys}: what there is to do with keys. */
@Command(
        name = "keys",
        description = "Make keys.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  weft keys generate --out default.priv"})
public final class KeysCommand implements Runnable {

    /** The command with those below it. */
    public static CommandLine line(Surroundings around) {
        return new CommandLine(new KeysCommand()).addSubcommand(new KeysGenerateCommand(around));
    }

    @Override
    public void run() {
        throw CliFailure.usage("what is to be done?", "Try: weft keys generate --help");
    }
}
