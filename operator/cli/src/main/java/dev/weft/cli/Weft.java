package dev.weft.cli;

import dev.weft.cli.log.LogLevel;
import dev.weft.cli.terminal.Colour;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The command line, callable in process. Only the command that is asked for is loaded: the classes of the others, and what they
 * need, would cost more time than a whole dry run.
 */
public final class Weft {

    private static final List<String> VERBOSE = List.of("-v", "--verbose");

    /** What other programs of the house have as an option is one here, too. */
    private static final List<String> VERSION = List.of("-V", "--version");

    private Weft() {}

    @Command(
            name = "weft",
            description = "GitOps for fleets of WAMP routers.",
            synopsisSubcommandLabel = "COMMAND",
            subcommandsRepeatable = false,
            footer = {"", "Begin with:  weft up examples/quickstart", "Each command shows its options with --help."})
    static final class Root implements Runnable {

        private final CommandLine[] self = new CommandLine[1];

        @Override
        public void run() {
            self[0].usage(self[0].getErr());
            throw CliFailure.silent(ExitStatus.USAGE);
        }
    }

    /** Runs one command and returns its exit status; never throws. */
    public static int run(Surroundings surroundings, String... arguments) {
        LogLevel.chooseFor(arguments);
        String[] asked = arguments.clone();
        if (asked.length > 0 && VERSION.contains(asked[0])) {
            asked[0] = "version";
        }
        return commandLine(surroundings, asked.length == 0 ? "" : asked[0]).execute(asked);
    }

    /** The whole tree of commands. */
    public static CommandLine all(Surroundings surroundings) {
        return commandLine(surroundings, "");
    }

    private static CommandLine commandLine(Surroundings surroundings, String wanted) {
        Root root = new Root();
        CommandLine line = new CommandLine(root);
        root.self[0] = line;
        Optional<CommandTable.Entry> one = CommandTable.find(wanted);
        for (CommandTable.Entry entry : one.map(List::of).orElse(CommandTable.ALL)) {
            line.addSubcommand(entry.name(), entry.open(surroundings));
        }
        line.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this text.")
                        .build())
                .addOption(CommandLine.Model.OptionSpec.builder("-V", "--version")
                        .description("Show the versions, as 'weft version' does.")
                        .build());
        settle(line, surroundings);
        return line;
    }

    private static void settle(CommandLine line, Surroundings surroundings) {
        boolean colour = surroundings.colour() == Colour.ANSI;
        line.setOut(surroundings.out());
        line.setErr(surroundings.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(110);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Weft::refused);
        line.setExecutionExceptionHandler(Weft::failed);
        forEach(line.getCommandSpec());
    }

    private static void forEach(CommandSpec spec) {
        spec.exitCodeOnInvalidInput(ExitStatus.USAGE);
        spec.exitCodeOnExecutionException(ExitStatus.FAILED);
        spec.usageMessage().sortOptions(false);
        if (spec.findOption("--help") == null) {
            spec.addMixin("standard", CommandSpec.forAnnotatedObject(new StandardOptions()));
        }
        spec.subcommands().values().forEach(sub -> forEach(sub.getCommandSpec()));
    }

    private static int refused(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        String name = line.getCommandSpec().qualifiedName();
        err.println(name + ": " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("  Try: " + name + " --help");
        err.flush();
        return ExitStatus.USAGE;
    }

    private static int failed(Exception cause, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (cause instanceof CliFailure failure) {
            if (!failure.text().isEmpty()) {
                err.println(line.getCommandSpec().qualifiedName() + ": " + failure.text());
            }
            if (!failure.remedy().isEmpty()) {
                err.println("  " + failure.remedy());
            }
            err.flush();
            return failure.status();
        }
        err.println(line.getCommandSpec().qualifiedName() + ": failed unexpectedly: " + cause);
        if (parsed.expandedArgs().stream().anyMatch(VERBOSE::contains)) {
            cause.printStackTrace(err);
        } else {
            err.println("  This is a defect of Weft. -v shows where it happened.");
        }
        err.flush();
        return ExitStatus.FAILED;
    }
}
