package dev.weft.node;

import dev.weft.node.controller.ConfigFile;
import dev.weft.node.controller.Controller;
import dev.weft.node.controller.NodeFacts;
import dev.weft.node.files.FolderLock;
import dev.weft.node.keys.KeyFiles;
import dev.weft.node.keys.NodeKey;
import dev.weft.node.stats.SystemStats;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.WampSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A running node: its controller in this process, its workers as processes of their own. */
public final class Node implements AutoCloseable {

    private static final int LOOPS = 2;

    private final NodeSettings settings;
    private final FolderLock lock;
    private final NodeKey key;
    private final Loops loops;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Controller controller;
    private final WampSession session;
    private boolean closed;

    private Node(NodeSettings settings, FolderLock lock, NodeKey key) {
        this.settings = settings;
        this.lock = lock;
        this.key = key;
        ConfigFile config = ConfigFile.read(settings.cbdir(), settings.environment());
        this.loops = Loops.create(LOOPS);
        NodeFacts facts = new NodeFacts(
                key, settings.cbdir(), new SystemStats(), Optional::empty, () -> new Thread(this::close, "weft-end").start());
        this.controller = Controller.start(
                settings, loops, config, facts, () -> CompletableFuture.completedFuture(null));
        this.session = controller.openSession("node");
    }

    /**
     * Brings up the controller and everything that the folder says, with or without a master. Blocks until the controller answers;
     * workers follow.
     *
     * @throws NodeFailure for a folder, key file or config.json that cannot be used, and for a folder that another node has
     */
    public static Node start(NodeSettings settings) {
        try {
            Files.createDirectories(settings.cbdir());
        } catch (IOException failure) {
            throw new NodeFailure("cannot make " + settings.cbdir() + ": " + failure.getMessage(), failure);
        }
        FolderLock lock = FolderLock.take(settings.cbdir());
        try {
            NodeKey key = new KeyFiles(settings.cbdir(), settings.environment(), Clock.systemUTC()).readOrCreate();
            return new Node(settings, lock, key);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /** The node's folder. */
    public Path directory() {
        return settings.cbdir();
    }

    /** Ed25519, 64 lower-case hex characters: what a master pairs. */
    public String publicKey() {
        return key.publicKey();
    }

    /** A session on the node's own realm {@code crossbar} that may do everything: the node-local API. */
    public WampSession session() {
        return session;
    }

    /** Completes when the node has ended: by {@link #close}, or by a call of {@code crossbar.shutdown}. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Stops uplink, workers and controller, in this order, and waits for it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        controller.close();
        loops.close();
        lock.close();
        ended.complete(null);
    }
}
