package dev.weft.fabric.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@code weft} command as a child process, with everything that it prints. Its standard input stays open until {@link #close}. */
public final class WeftProcess implements AutoCloseable {

    /** Long enough for the slowest machine: it only bounds how long a broken test hangs. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String MAIN = "dev.weft.cli.Main";
    /** What the launcher starts for its argument {@code operator}: a program of its own. */
    private static final String OPERATOR = "operator";

    private static final String OPERATOR_MAIN = "dev.weft.controller.OperatorMain";

    private final List<String> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> command;
    private final Process process;
    private final Thread outReader;
    private final Thread errReader;

    private WeftProcess(List<String> start, List<String> arguments, Path folder, Map<String, String> environment) {
        this.command = arguments;
        List<String> all = new ArrayList<>(start);
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        outReader = read(process.getInputStream(), lines);
        errReader = read(process.getErrorStream(), errors);
    }

    /** Starts {@code weft} with these arguments in this folder. */
    public static WeftProcess start(Path folder, Map<String, String> environment, List<String> arguments) {
        boolean operator = arguments.get(0).equals(OPERATOR);
        List<String> rest = operator ? arguments.subList(1, arguments.size()) : arguments;
        return new WeftProcess(classes(operator ? OPERATOR_MAIN : MAIN), List.copyOf(rest), folder, environment);
    }

    /** As {@link #start}, through the launcher and from the jars that it builds: for those who measure what users get. */
    public static WeftProcess launch(Path folder, Map<String, String> environment, List<String> arguments) {
        return new WeftProcess(
                List.of(Checkout.root().resolve("weft").toString()), List.copyOf(arguments), folder, environment);
    }

    /** As {@link #start}, with another command in front of the arguments, such as a container's. */
    public static WeftProcess by(
            List<String> command, Path folder, Map<String, String> environment, List<String> arguments) {
        return new WeftProcess(List.copyOf(command), List.copyOf(arguments), folder, environment);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Standard error so far. */
    public List<String> errors() {
        synchronized (lines) {
            return List.copyOf(errors);
        }
    }

    /** The first line of output, already printed or to come, that fits; fails when the process ends without one. */
    public String awaitLine(Predicate<String> fits) {
        return awaitLine(0, fits);
    }

    /** As above, for lines after the first {@code skip}. */
    public String awaitLine(int skip, Predicate<String> fits) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            int next = skip;
            while (true) {
                for (; next < lines.size(); next++) {
                    if (fits.test(lines.get(next))) {
                        return lines.get(next);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || (!process.isAlive() && !outReader.isAlive())) {
                    throw new AssertionError("the line never came from " + this);
                }
                try {
                    lines.wait(Math.min(left, 200));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted while waiting for " + this, e);
                }
            }
        }
    }

    /** Waits for the end and returns the exit status. */
    public int await() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("did not end: " + this);
            }
            outReader.join();
            errReader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + this, e);
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGINT, as Ctrl-C sends it. The process must not have inherited to ignore it, see {@link #hearsInterrupts}. */
    public void interrupt() {
        signal("INT");
    }

    /** SIGSTOP: nothing of it runs until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while sending SIG" + name + " to " + this, e);
        }
    }

    /** Whether children of this process hear SIGINT: a shell that starts a build in the background makes all below it deaf. */
    public static boolean hearsInterrupts() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
        } catch (IOException elsewhere) {
            return true;
        }
    }

    /** SIGTERM, then waits for the end. */
    public int terminate() {
        // The library's way closes our end of its output too, and what it says last would be lost.
        signal("TERM");
        return await();
    }

    /** Ends it and everything below it, whatever state it is in. */
    @Override
    public void close() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** The command and all that it printed: what a failed test has to show. */
    @Override
    public String toString() {
        return "weft " + String.join(" ", command) + (process.isAlive() ? "" : " (exit " + process.exitValue() + ")")
                + "\n--- out\n" + String.join("\n", lines()) + "\n--- err\n" + String.join("\n", errors());
    }

    private Thread read(InputStream stream, List<String> into) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    synchronized (lines) {
                        into.add(line);
                        lines.notifyAll();
                    }
                }
            } catch (IOException ended) {
                // The process is gone.
            }
            synchronized (lines) {
                lines.notifyAll();
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** A main class on the class path of the tests. */
    private static List<String> classes(String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main);
    }
}
