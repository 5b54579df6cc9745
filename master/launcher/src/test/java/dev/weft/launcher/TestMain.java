package dev.weft.launcher;

import picocli.CommandLine;

/** Runs a command as the {@code weft} command does. */
final class TestMain {

    private TestMain() {}

    public static void main(String[] arguments) {
        CommandLine weft =
                new CommandLine(new Root()).addSubcommand(new MasterCommand()).addSubcommand(new NodeCommand());
        System.exit(weft.execute(arguments));
    }

    @CommandLine.Command(name = "weft")
    private static final class Root {}
}
