package dev.weft.fabric.testkit;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code examples/quickstart} brought up by {@code weft up} from a copy whose ports the system chose. */
public final class Quickstart implements AutoCloseable {

    private final Path folder;
    private final int port1;
    private final int port2;
    private final WeftProcess up;
    private final Loops loops = Loops.create(1);

    private Quickstart(Path folder, int port1, int port2) {
        this.folder = folder;
        this.port1 = port1;
        this.port2 = port2;
        copy(Checkout.root().resolve("examples/quickstart"), folder.resolve("quickstart"));
        edit("layout.yaml", "default: 8080", "default: " + port1);
        edit("nodes.yaml", "wsPort: 8081", "wsPort: " + port2);
        this.up = WeftProcess.start(folder, Map.of(), List.of("up", "quickstart", "--master-port", "0"));
    }

    /** Copies the documents into the folder, starts them there, and waits until everything runs. */
    public static Quickstart start(Path folder) {
        return new Quickstart(folder, Site.freePort(), Site.freePort()).awaitReady();
    }

    /** The running {@code weft up}. */
    public WeftProcess up() {
        return up;
    }

    public int port1() {
        return port1;
    }

    public int port2() {
        return port2;
    }

    public Path document(String name) {
        return folder.resolve("quickstart").resolve(name);
    }

    /** Replaces text in a document; fails where it is not there. */
    public void edit(String name, String from, String to) {
        try {
            String before = Files.readString(document(name));
            if (!before.contains(from)) {
                throw new AssertionError(name + " does not contain " + from);
            }
            Files.writeString(document(name), before.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line, from 1, of the first occurrence of a text. */
    public int line(String name, String text) {
        try {
            List<String> lines = Files.readAllLines(document(name));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return i + 1;
                }
            }
            throw new AssertionError(name + " does not contain " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command in the folder where {@code up} was typed, so that it finds the fabric by itself. */
    public LocalFabric.Finished weft(String... arguments) {
        WeftProcess process = WeftProcess.start(folder, Map.of(), List.of(arguments));
        return new LocalFabric.Finished(process.await(), process);
    }

    /** A session on realm {@code line} of the first node, over this path of its web transport. */
    public WampSession join(String path) throws Exception {
        return new WampClient(loops)
                .connect(ClientSettings.of("ws://127.0.0.1:" + port1 + "/" + path, "line", Serializers.json()))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        up.close();
        loops.close();
    }

    private Quickstart awaitReady() {
        try {
            up.awaitLine(line -> line.startsWith("then type"));
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
