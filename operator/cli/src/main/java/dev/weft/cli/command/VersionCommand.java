package dev.weft.cli.command;

import dev.weft.cli.ExitStatus;
import dev.weft.cli.Surroundings;
import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code weft version}. */
@Command(
        name = "version",
        description = "Show the versions of Weft and of the Java runtime.",
        footer = {"", "Example:", "  weft version --output json"})
public final class VersionCommand implements Callable<Integer> {

    @Mixin
    private final OutputOptions output = new OutputOptions();

    private final Surroundings around;

    public VersionCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        String version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
        String java = System.getProperty("java.version", "unknown");
        if (output.isJson()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("format", 1);
            tree.put("weft", version);
            tree.put("java", java);
            around.out().println(JsonText.pretty(tree));
        } else {
            around.out().println("weft " + version + " (Java " + java + ")");
        }
        return ExitStatus.DONE;
    }
}
