package dev.weft.cli;

import dev.weft.cli.terminal.Colour;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a master, nodes and a dry run in one process, so that the Java runtime can keep an archive of the classes that they need, and
 * a worker, which makes an archive of its own. The launcher calls it after a build: {@code Rehearsal FOLDER DOCUMENTS}, where the folder
 * is new and its path short enough for sockets. What it prints does not matter; the file {@code done} says that all went well.
 */
final class Rehearsal {

    private static final String READY = "master listening on ";
    private static final long SECONDS = 20;
    private static final long SECONDS_OF_NODE = 2;

    private final Path folder;
    private final CompletableFuture<String> url = new CompletableFuture<>();

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new Rehearsal(Path.of(arguments[0])).run(arguments[1]);
        System.exit(0);
    }

    private void run(String documents) throws Exception {
        String key = folder.resolve("key.priv").toString();
        weft(new StringWriter(), "keys", "generate", "--out", key);
        background(new Lines(), "master", "--data", in("master"), "--port", "0", "--superuser", in("key.pub"));
        String master = url.get(SECONDS, TimeUnit.SECONDS);
        background(new StringWriter(), "node", "--cbdir", in("node"), "--master", master);
        weft(new StringWriter(), "version");
        weft(new StringWriter(), "validate", "-f", documents);
        weft(new StringWriter(), "reconcile", "--dry-run", "-f", documents, "--fabric-url", master, "--key", key);
        TimeUnit.SECONDS.sleep(SECONDS_OF_NODE);
        WorkerRehearsal worker = WorkerRehearsal.in(folder.resolve("alone"));
        background(new StringWriter(), worker.command().toArray(String[]::new));
        worker.play();
        // The exit status does not tell: nodes and masters that are ended make it 0.
        Files.createFile(folder.resolve("done"));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private void background(Writer out, String... arguments) {
        Thread thread = new Thread(() -> weft(out, arguments), "weft-" + arguments[0]);
        thread.setDaemon(true);
        thread.start();
    }

    private void weft(Writer out, String... arguments) {
        PrintWriter printer = new PrintWriter(out, true);
        Surroundings around = new Surroundings(
                printer,
                printer,
                InputStream.nullInputStream(),
                folder,
                Map.of("HOME", folder.toString()),
                Colour.NEVER);
        Weft.run(around, arguments);
    }

    /** Looks for the master's address in what it prints. */
    private final class Lines extends StringWriter {

        @Override
        public void write(String text, int offset, int length) {
            super.write(text, offset, length);
            if (text.startsWith(READY)) {
                url.complete(text.substring(READY.length()).trim());
            }
        }
    }
}
