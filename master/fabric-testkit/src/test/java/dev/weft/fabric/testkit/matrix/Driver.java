package dev.weft.fabric.testkit.matrix;

import dev.weft.wamp.serializer.JsonText;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A program that drives one client. It reads a command from each line of its input and answers each with a line, in any order, both
 * JSON; it ends at the end of its input. An integer beyond 2^53 is {@code {"$int": "text"}} there, binary {@code {"$bytes": "hex"}}.
 *
 * <p>A command has an {@code id}, {@code do}, and {@code session}, the name of the session that is to do it; its other fields are
 * those of the steps in {@code matrix/features.yaml}. {@code join} has {@code url} ({@code ws:} or {@code rs:}), {@code serializer},
 * {@code realm}, {@code authid} and {@code ticket}; it gives {@code session}. {@code register}
 * and {@code subscribe} give {@code id}. {@code call} gives {@code args} and {@code kwargs}, and the list {@code progress} where the
 * option {@code receive_progress} asked for it; {@code cancel} has the id of that command in {@code call}. {@code seen} waits for
 * {@code count} entries and gives all there are: {@code args}, {@code kwargs}, and the details {@code topic}, {@code publisher},
 * {@code publisher_authid}, {@code publisher_authrole} and {@code retained} that the client tells. {@code closed} waits, and so does
 * {@code reason}, which gives {@code reason}.
 *
 * <p>An answer has the command's {@code id} and one of {@code ok}, {@code error} (a WAMP ERROR: {@code uri}, {@code args}, {@code
 * kwargs}), {@code unsupported} (why the client cannot) and {@code broken} (why the driver failed).
 */
final class Driver implements AutoCloseable {

    private static final int SECONDS = 20;

    private final Process process;
    private final Path errors;
    private final BufferedWriter commands;
    private final Thread reader;
    private final Map<Long, CompletableFuture<Map<String, @Nullable Object>>> waiting = new ConcurrentHashMap<>();
    private long last;

    private Driver(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.reader = new Thread(this::read, "answers of " + errors.getFileName());
    }

    /** @param errors the file that gets what the program prints to its error output */
    static Driver start(Path folder, List<String> command, Path errors) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        Driver driver = new Driver(process, errors);
        driver.reader.start();
        return driver;
    }

    /** A command on its way. */
    record Asked(long id, CompletableFuture<Map<String, @Nullable Object>> answer) {}

    /** Sends a command. */
    Asked ask(Map<String, ? extends @Nullable Object> command) throws IOException {
        long id = ++last;
        Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
        numbered.put("id", id);
        numbered.putAll(command);
        CompletableFuture<Map<String, @Nullable Object>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        commands.write(JsonText.line(numbered));
        commands.newLine();
        commands.flush();
        return new Asked(id, answer);
    }

    /**
     * Waits for the answer of a command.
     *
     * @throws IllegalStateException where none comes: nothing more can be expected of this driver
     */
    Map<String, @Nullable Object> await(Asked asked) throws InterruptedException {
        try {
            return asked.answer().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no answer within " + SECONDS + " seconds; errors of the driver:\n" + said(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the driver failed; its errors:\n" + said(), e);
        }
    }

    private void read() {
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                Map<String, @Nullable Object> answer = Trees.dict(JsonText.read(line));
                CompletableFuture<Map<String, @Nullable Object>> asked =
                        answer.get("id") instanceof Long id ? waiting.remove(id) : null;
                if (asked != null) {
                    asked.complete(answer);
                }
            }
            fail(new IOException("the driver has ended"));
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        waiting.values().forEach(asked -> asked.completeExceptionally(failure));
    }

    private String said() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            commands.close();
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
            reader.join();
        }
    }
}
