package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Another {@code weft} process that lives as long as this one: it ends when its standard input does, so also when this process is
 * killed. What it prints goes to its log file.
 */
final class ChildProcess {

    private static final int LAST_LINES = 15;
    private static final long SECONDS_TO_END = 12;

    private final String name;
    private final Path log;
    private final Process process;
    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<String> awaited = new CompletableFuture<>();
    private final CompletableFuture<Void> pumped = new CompletableFuture<>();
    private final String awaitedPrefix;
    private final ErrorLines errors;

    private ChildProcess(Start start, Path log, Process process, ErrorLines errors) {
        this.name = start.name();
        this.log = log;
        this.process = process;
        this.awaitedPrefix = start.ready();
        this.errors = errors;
    }

    /**
     * How to start one.
     *
     * @param name for people and the log file
     * @param arguments of the {@code weft} command
     * @param environment added to that of this process
     * @param ready what the line begins with that says that it is ready
     */
    record Start(String name, List<String> arguments, Map<String, String> environment, String ready) {}

    /** @param errors gets each line that it logs; must not block, as the child waits for who reads its output */
    static ChildProcess start(Start start, Path log, ErrorLines errors) {
        List<String> command = new ArrayList<>(javaCommand());
        command.addAll(start.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Two arenas of glibc instead of eight per processor: few threads allocate.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(start.environment());
        try {
            ChildProcess child = new ChildProcess(start, log, builder.start(), errors);
            Thread pump = new Thread(child::pump, "weft-" + start.name());
            pump.setDaemon(true);
            pump.start();
            return child;
        } catch (IOException failure) {
            throw CliFailure.of("cannot start " + start.name() + ": " + failure.getMessage(), "");
        }
    }

    /** This JVM, its class path, its archives of classes. */
    private static List<String> javaCommand() {
        String classPath = System.getProperty("java.class.path", "");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto"));
        // The launcher's options for processes that run long.
        Stream.of(System.getProperty("weft.service", "-XX:+UseSerialGC").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        if (Runtime.version().feature() >= 22) {
            // Later runtimes warn when libraries load native code; on earlier ones the option only costs time.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        String archive = System.getProperty("weft.archive", "");
        if (!archive.isEmpty() && Files.exists(Path.of(archive))) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=off"));
        }
        // For the workers of nodes.
        command.add("-Dweft.worker.archive=" + System.getProperty("weft.worker.archive", ""));
        command.addAll(List.of("-cp", classPath, "dev.weft.cli.Main"));
        return command;
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    /** Completes with the exit status, when its last lines are read: soon, even where a process below it still holds its output. */
    CompletableFuture<Integer> ended() {
        return process.onExit()
                .thenCompose(ended -> pumped.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS))
                .thenApply(read -> process.exitValue());
    }

    /**
     * Waits for the line that says that it is ready, and returns what follows the prefix.
     *
     * @throws CliFailure when it ends before, with its last lines, or takes too long
     */
    String awaitReady(long seconds) {
        try {
            return awaited.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            throw CliFailure.of(name + " did not get ready in " + seconds + " s", "See " + log);
        } catch (ExecutionException ended) {
            throw CliFailure.of(name + " ended at once:\n" + lastLines(), "The whole log: " + log);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliFailure.silent(130);
        }
    }

    /** Its last lines, indented. */
    String lastLines() {
        synchronized (last) {
            return "    " + String.join("\n    ", last);
        }
    }

    /** Asks it to end: its standard input ends. */
    void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException endedAlready) {
            // That is what was wanted.
        }
    }

    /** Waits until it has ended, and kills it, with all that it started, when it takes too long. */
    void awaitEnd() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                try (Stream<ProcessHandle> below = process.descendants()) {
                    below.forEach(ProcessHandle::destroyForcibly);
                }
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void pump() {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter file =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                remember(line);
                errors.onLine(line);
                if (line.startsWith(awaitedPrefix)) {
                    awaited.complete(line.substring(awaitedPrefix.length()).strip());
                }
            }
        } catch (IOException broken) {
            remember("(its output could not be read on: " + broken.getMessage() + ")");
        }
        awaited.completeExceptionally(new IllegalStateException("ended"));
        pumped.complete(null);
    }

    private void remember(String line) {
        synchronized (last) {
            last.addLast(line);
            if (last.size() > LAST_LINES) {
                last.removeFirst();
            }
        }
    }
}
