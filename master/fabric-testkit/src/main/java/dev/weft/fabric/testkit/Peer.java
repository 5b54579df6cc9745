package dev.weft.fabric.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Software of others that tests talk to. Where it is missing a test is skipped; with {@code WEFT_PEERS=required} it fails. */
public final class Peer {

    private static final int SECONDS = 60;

    private Peer() {}

    /** Skips the test, or fails it, unless the command runs with status 0. */
    public static void require(String name, String remedy, Path folder, String... probe) {
        if (isThere(folder, probe)) {
            return;
        }
        String message = name + " is missing: " + remedy;
        if ("required".equals(System.getenv("WEFT_PEERS"))) {
            throw new AssertionError(message + " (WEFT_PEERS=required)");
        }
        throw new TestAbortedException(message);
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

    private static boolean isThere(Path folder, String... probe) {
        try {
            run(folder, probe);
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
