package dev.weft.cli;

import picocli.CommandLine.Option;

/** What every command has; {@link Weft} adds it. The options act by themselves, so nobody reads them. */
@SuppressWarnings("UnusedVariable")
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
}
