package dev.weft.node.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One running process of a worker. What it prints is handed on line by line; it ends by itself when its standard input ends, so it
 * never outlives the controller.
 */
public final class WorkerProcess {

    private final Process process;
    private final CompletableFuture<Integer> exit;

    private WorkerProcess(Process process, CompletableFuture<Integer> exit) {
        this.process = process;
        this.exit = exit;
    }

    /**
     * Starts the process and writes the first line to its standard input, which stays open.
     *
     * @param folder its working directory
     * @param firstLine holds the worker's token; goes nowhere but to the process
     * @param onLine gets each line of its standard output and error, on a thread of its own
     * @throws IOException where there is no such program, or no more processes
     */
    public static WorkerProcess start(WorkerCommand command, Path folder, String firstLine, Consumer<String> onLine)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        CompletableFuture<Void> drained = new CompletableFuture<>();
        Thread pump = new Thread(() -> pump(process.getInputStream(), onLine, drained), "weft-log-" + process.pid());
        pump.setDaemon(true);
        pump.start();
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write((firstLine + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException gone) {
            // It died at once: its exit code and last lines tell more than this exception.
        }
        return new WorkerProcess(process, exitOf(process, drained));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code, after the last line was handed on; 128 + n for a process that signal n ended. Never fails. */
    public CompletionStage<Integer> exit() {
        return exit;
    }

    /** SIGTERM, and SIGKILL where it has not ended in time. */
    public void terminate(Duration patience) {
        // Process.destroy would close its input too, which tells a worker to end without a goodbye.
        process.toHandle().destroy();
        exit.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((code, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    private static CompletableFuture<Integer> exitOf(Process process, CompletableFuture<Void> drained) {
        CompletableFuture<Process> ended = process.onExit();
        // A grandchild may keep the pipe open: wait for the last lines, but not for long.
        return ended.thenCompose(p -> drained.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS))
                .thenApply(done -> process.exitValue());
    }

    private static void pump(InputStream output, Consumer<String> onLine, CompletableFuture<Void> drained) {
        try (output) {
            LineReader lines = new LineReader(output, LogTail.MOST_CHARACTERS);
            for (String line = lines.next(); line != null; line = lines.next()) {
                onLine.accept(line);
            }
        } catch (IOException ended) {
            // The pipe goes with the process.
        } finally {
            drained.complete(null);
        }
    }
}
