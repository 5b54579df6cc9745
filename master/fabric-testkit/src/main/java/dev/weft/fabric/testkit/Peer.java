package dev.weft.fabric.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Software of others that tests talk to. Where it is missing a test is skipped; with {@code WEFT_PEERS=required} it fails. */
public final class Peer {

    private static final int SECONDS = 60;

    private Peer() {}

    /** Skips the test, or fails it, unless the command runs with status 0. */
    public static void require(String name, String remedy, Path folder, String... probe) {
        Optional<String> missing = missing(name, remedy, folder, probe);
        if (missing.isPresent() && "required".equals(System.getenv("WEFT_PEERS"))) {
            throw new AssertionError(missing.get() + " (WEFT_PEERS=required)");
        }
        skip(missing);
    }

    /** Skips the test unless the command runs with status 0, whatever is required: for peers that cannot always be had. */
    public static void want(String name, String remedy, Path folder, String... probe) {
        skip(missing(name, remedy, folder, probe));
    }

    /** Runs a program of the peer to its end and returns what it printed; fails unless its status is 0. */
    public static String run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(String.join(" ", command) + " did not end; it printed\n" + out);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + " ended with " + process.exitValue() + " and printed\n" + out);
            }
            return out;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void skip(Optional<String> missing) {
        if (missing.isPresent()) {
            throw Skip.because(missing.get());
        }
    }

    /** Apart, so that benchmarks, which have no test framework, can ask for peers too. */
    private static final class Skip {

        static RuntimeException because(String message) {
            return new TestAbortedException(message);
        }
    }

    /** That it is missing, why, and what to do; nothing where it is there. */
    private static Optional<String> missing(String name, String remedy, Path folder, String... probe) {
        String why;
        try {
            run(folder, probe);
            return Optional.empty();
        } catch (IOException | AssertionError e) {
            why = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            why = "interrupted";
        }
        return Optional.of(name + " is missing: " + remedy + "\n" + why.strip());
    }
}
