package dev.weft.cli;

import dev.weft.cli.terminal.Colour;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs command lines in this process, with a folder, an environment and an input of their own. */
public final class CommandLineProbe {

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private InputStream input = InputStream.nullInputStream();

    public CommandLineProbe(Path folder) {
        this.folder = folder;
        environment.put("HOME", folder.toString());
    }

    /** What one command line did. */
    public record Result(int status, String out, String err) {}

    public CommandLineProbe with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public CommandLineProbe withInput(String text) {
        input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Weft.run(surroundings(out, err), arguments);
        return new Result(status, out.toString(), err.toString());
    }

    Surroundings surroundings(StringWriter out, StringWriter err) {
        return new Surroundings(
                new PrintWriter(out, true), new PrintWriter(err, true), input, folder, environment, Colour.NEVER);
    }
}
