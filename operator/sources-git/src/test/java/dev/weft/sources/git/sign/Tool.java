package dev.weft.sources.git.sign;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program of this machine to its end, with nothing of its user's configuration. */
public final class Tool {

    private final Path folder;

    public Tool(Path folder) {
        this.folder = folder;
    }

    /** What it printed; fails unless its status is 0. */
    public String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " failed and printed\n" + out);
        }
        return out;
    }

    /** Skips the test where the program is missing; fails it with {@code WEFT_PEERS=required}. */
    public void require(String program, String remedy) {
        boolean there = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
        if (!there && "required".equals(System.getenv("WEFT_PEERS"))) {
            throw new AssertionError(program + " is missing: " + remedy + " (WEFT_PEERS=required)");
        }
        assumeThat(there).as(program + " is missing: " + remedy).isTrue();
    }
}
