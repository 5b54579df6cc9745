package dev.weft.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs a command as the {@code weft} command does. */
final class TestMain {

    private TestMain() {}

    public static void main(String[] arguments) {
        CommandLine weft =
                new CommandLine(new Root()).addSubcommand(new MasterCommand()).addSubcommand(new NodeCommand());
        System.exit(weft.execute(arguments));
    }

    /** The command in a process of its own; whoever starts it ends it. */
    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                "-cp",
                System.getProperty("java.class.path"),
                TestMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("CROSSBAR_FABRIC_URL");
        return builder.start();
    }

    @CommandLine.Command(name = "weft")
    private static final class Root {}
}
