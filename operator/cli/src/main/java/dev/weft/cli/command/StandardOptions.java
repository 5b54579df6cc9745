package dev.weft.cli.command;

import picocli.CommandLine.Option;

/** What every command has. */
final class StandardOptions {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Log what happens inside, to standard error.")
    private boolean verbose;

    boolean isVerbose() {
        return verbose;
    }
}
