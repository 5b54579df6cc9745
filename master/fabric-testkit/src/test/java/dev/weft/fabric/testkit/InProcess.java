package dev.weft.fabric.testkit;

import dev.weft.cli.Surroundings;
import dev.weft.cli.Weft;
import dev.weft.cli.terminal.Colour;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs commands in this process: for the many cases that would be slow as processes of their own. */
public final class InProcess {

    private final Path folder;

    public InProcess(Path folder) {
        this.folder = folder;
    }

    /** What one command line did. */
    public record Result(int status, String out, String err) {

        public String all() {
            return out + err;
        }
    }

    public Result run(String... arguments) {
        return runWithInput("", arguments);
    }

    public Result runWithInput(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings around = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                folder,
                Map.of("HOME", folder.toString()),
                Colour.NEVER);
        int status = Weft.run(around, arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
