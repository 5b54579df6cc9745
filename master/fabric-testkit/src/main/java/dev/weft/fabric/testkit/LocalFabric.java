package dev.weft.fabric.testkit;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A master and nodes as child processes of the test, each started with the command that a user types, in a folder of the test's. The
 * pieces can be killed and started again one by one.
 */
public final class LocalFabric implements AutoCloseable {

    private static final String PRIVATE_KEY_TAG = "private-key-ed25519:";

    private final Command command;
    private final Path folder;
    private final Path key;
    private final Loops loops = Loops.create(1);
    private final Map<String, WeftProcess> nodes = new HashMap<>();
    private final List<WeftProcess> others = Collections.synchronizedList(new ArrayList<>());
    private @Nullable WeftProcess master;
    private String url = "";

    /** How processes are started. */
    @FunctionalInterface
    private interface Command {
        WeftProcess start(Path folder, Map<String, String> environment, List<String> arguments);
    }

    private LocalFabric(Command command, Path folder) {
        this.command = command;
        this.folder = folder;
        this.key = folder.resolve("admin.priv");
    }

    /** A fabric with a fresh superuser key and a running master on a port that the system chose. */
    public static LocalFabric start(Path folder) {
        return start(WeftProcess::start, folder);
    }

    /** The same from the jars that the launcher runs, for those who measure. */
    public static LocalFabric launch(Path folder) {
        return start(WeftProcess::launch, folder);
    }

    private static LocalFabric start(Command command, Path folder) {
        LocalFabric fabric = new LocalFabric(command, folder);
        fabric.weft("keys", "generate", "--out", fabric.key.toString()).requireStatus(0);
        fabric.startMaster(0);
        return fabric;
    }

    /** WebSocket url of the master. */
    public String url() {
        return url;
    }

    /** Working folder of all commands. */
    public Path folder() {
        return folder;
    }

    public WeftProcess master() {
        WeftProcess running = master;
        if (running == null) {
            throw new IllegalStateException("the master was never started");
        }
        return running;
    }

    /** Starts the master again at the address that it had. */
    public void restartMaster() {
        startMaster(Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1")));
    }

    /** Starts a node in {@code <folder>/<name>}; the same folder and so the same key each time. */
    public WeftProcess startNode(String name) {
        Path cbdir = folder.resolve(name);
        try {
            Files.createDirectories(cbdir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WeftProcess node = spawn(
                Map.of("CROSSBAR_FABRIC_URL", url, "CROSSBAR_NODE_ID", name),
                "node",
                "--cbdir",
                cbdir.toString(),
                "--exit-with-parent");
        nodes.put(name, node);
        return node;
    }

    /** {@code kill -9} for a node's controller. */
    public void killNode(String name) {
        WeftProcess node = nodes.remove(name);
        if (node == null) {
            throw new IllegalStateException(name + " was never started");
        }
        node.kill();
    }

    /** Makes the key of a node that was never started, and returns its public half. */
    public String nodeKey(String name) {
        return weft(
                        "keys",
                        "generate",
                        "--node",
                        name,
                        "--out",
                        folder.resolve(name).resolve("key.priv").toString())
                .requireStatus(0)
                .lastLine();
    }

    /** Runs a command to its end, with the fabric's url and key for those that talk to it. */
    public Finished weft(String... arguments) {
        WeftProcess process = spawn(Map.of(), arguments);
        int status = process.await();
        others.remove(process);
        return new Finished(status, process);
    }

    /** Runs a command that talks to the fabric. */
    public Finished onFabric(String... arguments) {
        return weft(withTarget(arguments));
    }

    /** Starts a command that talks to the fabric and goes on, such as {@code reconcile --watch}. */
    public WeftProcess background(String... arguments) {
        return spawn(Map.of(), withTarget(arguments));
    }

    /** A session of the superuser on a realm of the master. */
    public WampSession session(String realm) {
        try {
            return new WampClient(loops)
                    .connect(ClientSettings.of(url, realm, Serializers.cbor())
                            .withAuthenticators(
                                    List.of(new CryptosignClientAuthenticator("superuser", superuserKey()))))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("cannot join " + realm + " at " + url, e);
        }
    }

    /** A session on a transport that the fabric serves. */
    public WampSession join(ClientSettings settings) throws Exception {
        return new WampClient(loops).connect(settings).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** The superuser's key, from the tag of its file. */
    private SigningKey superuserKey() throws IOException {
        return Files.readAllLines(key).stream()
                .filter(line -> line.startsWith(PRIVATE_KEY_TAG))
                .map(line -> SigningKey.ofHex(
                        line.substring(PRIVATE_KEY_TAG.length()).trim()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        others.forEach(WeftProcess::close);
        nodes.values().forEach(WeftProcess::close);
        if (master != null) {
            master.close();
        }
        loops.close();
    }

    private void startMaster(int port) {
        WeftProcess started = spawn(
                Map.of(),
                "master",
                "--data",
                folder.resolve("master").toString(),
                "--port",
                String.valueOf(port),
                "--superuser",
                folder.resolve("admin.pub").toString(),
                "--exit-with-parent");
        others.remove(started);
        String line = started.awaitLine(text -> text.startsWith("master listening on "));
        url = line.substring("master listening on ".length()).trim();
        master = started;
    }

    private WeftProcess spawn(Map<String, String> environment, String... arguments) {
        WeftProcess process = command.start(folder, environment, List.of(arguments));
        others.add(process);
        return process;
    }

    private String[] withTarget(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--fabric-url", url, "--key", key.toString()));
        return all.toArray(String[]::new);
    }

    /** A command that ran to its end. */
    public record Finished(int status, WeftProcess process) {

        /** All of standard output. */
        public String out() {
            return String.join("\n", process.lines());
        }

        /** All of standard error. */
        public String err() {
            return String.join("\n", process.errors());
        }

        public String lastLine() {
            List<String> lines = process.lines();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }

        /** This, or an error that shows what was printed. */
        public Finished requireStatus(int expected) {
            if (status != expected) {
                throw new AssertionError("exit " + status + " instead of " + expected + ": " + process);
            }
            return this;
        }
    }
}
