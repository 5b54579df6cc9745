package dev.weft.cli;

import dev.weft.cli.terminal.Colour;
import dev.weft.cli.terminal.TerminalWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it. Tests give their own.
 *
 * @param out results
 * @param err progress and problems
 * @param folder the working directory
 * @param environment variables of the process
 * @param colour whether {@code out} is a terminal that wants colours
 */
public record Surroundings(
        PrintWriter out, PrintWriter err, InputStream in, Path folder, Map<String, String> environment, Colour colour) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. Colours only on a terminal, which the launcher tells, and not where {@code NO_COLOR} is set or the terminal is dumb. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean colour = Boolean.getBoolean("weft.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Surroundings(
                writer(FileDescriptor.out, colour ? Colour.ANSI : Colour.NEVER),
                // picocli colours what it has to say about a command line.
                writer(FileDescriptor.err, colour ? Colour.ANSI : Colour.NEVER),
                System.in,
                Path.of("").toAbsolutePath(),
                environment,
                colour ? Colour.ANSI : Colour.NEVER);
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Width of the terminal, as the shell tells it; 80 where it does not. */
    public int columns() {
        return variable("COLUMNS")
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::parseInt)
                .orElse(80);
    }

    /** The user's home folder. */
    public Path home() {
        return Path.of(variable("HOME").orElseGet(() -> System.getProperty("user.home", "/")));
    }

    private static PrintWriter writer(FileDescriptor descriptor, Colour colour) {
        Writer bytes = new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
        return new PrintWriter(new TerminalWriter(bytes, colour), true);
    }
}
