package dev.weft.cli.log;

import java.util.Arrays;
import java.util.List;

/** How much is logged: warnings for commands, what happens for a master or node, everything with {@code -v}. */
public final class LogLevel {

    static final String PROPERTY = "weft.log";

    private static final List<String> LONG_RUNNING = List.of("master", "node");

    private LogLevel() {}

    /** Decides before the first logger is made; a property on the JVM's command line wins. */
    public static void chooseFor(String... arguments) {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        List<String> all = Arrays.asList(arguments);
        boolean verbose = all.contains("-v") || all.contains("--verbose");
        boolean running = !all.isEmpty() && LONG_RUNNING.contains(all.get(0));
        System.setProperty(PROPERTY, verbose ? "DEBUG" : running ? "INFO" : "ERROR");
    }
}
