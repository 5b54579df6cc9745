package dev.weft.node;

import dev.weft.node.files.FolderLock;
import dev.weft.node.keys.KeyFiles;
import dev.weft.node.keys.NodeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A running node: its controller in this process, its workers as processes of their own. */
public final class Node implements AutoCloseable {

    private final NodeSettings settings;
    private final FolderLock lock;
    private final NodeKey key;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Node(NodeSettings settings, FolderLock lock, NodeKey key) {
        this.settings = settings;
        this.lock = lock;
        this.key = key;
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
        NodeKey key = new KeyFiles(settings.cbdir(), settings.environment(), Clock.systemUTC()).readOrCreate();
        return new Node(settings, lock, key);
    }

    /** The node's folder. */
    public Path directory() {
        return settings.cbdir();
    }

    /** Ed25519, 64 lower-case hex characters: what a master pairs. */
    public String publicKey() {
        return key.publicKey();
    }

    /** Completes when the node has ended: by {@link #close}, or by a call of {@code crossbar.shutdown}. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Stops uplink, workers and controller, in this order, and waits for it. */
    @Override
    public void close() {
        lock.close();
        ended.complete(null);
    }
}
