package dev.weft.node;

import dev.weft.node.controller.ConfigFile;
import dev.weft.node.controller.Controller;
import dev.weft.node.controller.NodeFacts;
import dev.weft.node.files.FolderLock;
import dev.weft.node.keys.KeyFiles;
import dev.weft.node.keys.NodeKey;
import dev.weft.node.layout.Layout;
import dev.weft.node.stats.SystemStats;
import dev.weft.node.uplink.Uplink;
import dev.weft.node.uplink.UplinkMemory;
import dev.weft.node.uplink.UplinkTarget;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: its controller in this process, its workers as processes of their own. */
public final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int LOOPS = 1;

    /** The answer to {@code shutdown} must be on its way before the uplink is closed. */
    private static final long ANSWER_MILLIS = 250;

    private final NodeSettings settings;
    private final Closings closings;
    private final NodeKey key;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final WampSession session;
    private final UplinkTarget target;
    private volatile @Nullable Uplink uplink;

    /** @param closings gets what is opened, at once: where this fails, the caller closes them */
    private Node(NodeSettings settings, Closings closings, NodeKey key) {
        this.settings = settings;
        this.closings = closings;
        this.key = key;
        ConfigFile config = ConfigFile.read(settings.cbdir(), settings.environment());
        this.target = new UplinkTarget(
                settings, key, config.config().controller().fabric().transport());
        Optional<UplinkMemory> memory = UplinkMemory.read(settings.cbdir());
        SystemStats system = new SystemStats();
        Loops loops = Loops.create(LOOPS);
        closings.add(loops::close);
        NodeFacts facts = new NodeFacts(
                key,
                settings.cbdir(),
                system,
                memory.map(UplinkMemory::authid).orElse(key.authid()),
                this::uplinkDetails,
                this::whenExported,
                () -> CompletableFuture.delayedExecutor(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(this::close));
        boolean appliesConfig = memory.map(UplinkMemory::appliesConfig).orElse(true);
        Controller controller =
                Controller.start(settings, loops, config, appliesConfig ? config.layout() : Layout.empty(), facts);
        closings.add(controller::close);
        if (target.url().isEmpty()) {
            // Nobody else will mend it.
            (appliesConfig ? config.doubts() : List.<String>of()).forEach(LOG::warn);
            if (controller.beganEmpty()) {
                LOG.warn(config.whyNothingRuns());
            }
        }
        Uplink up = Uplink.start(new Uplink.Parts(
                settings.cbdir(),
                settings.timing(),
                target,
                controller,
                loops,
                key.publicKey(),
                config.config().controller().fabric().heartbeat(),
                system));
        closings.add(up::close);
        this.uplink = up;
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
            Files.createDirectories(
                    settings.cbdir(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw new NodeFailure("cannot make " + settings.cbdir() + ": " + failure.getMessage(), failure);
        }
        Closings closings = new Closings();
        closings.add(FolderLock.take(settings.cbdir())::close);
        try {
            NodeKey key = new KeyFiles(settings.cbdir(), settings.environment(), Clock.systemUTC()).readOrCreate();
            return new Node(settings, closings, key);
        } catch (RuntimeException failure) {
            closings.closeAll();
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

    /** The url of its master; empty where nothing names one now. */
    public Optional<String> master() {
        return target.url();
    }

    /** Who the node is at its master, where it is joined now: realm and authid are the master's. */
    public Optional<SessionDetails> uplinkDetails() {
        Uplink up = uplink;
        return up == null ? Optional.empty() : up.details();
    }

    /** Whether the controller answers a call, with whatever, before the patience ends. Blocks until it does. */
    public boolean answers(Duration patience) {
        try {
            return session.call("crossbar.get_status", Payload.of())
                    .handle((result, refused) -> true)
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletionStage<Void> whenExported() {
        Uplink up = uplink;
        return up == null ? CompletableFuture.completedFuture(null) : up.whenExported();
    }

    /** Completes when the node has ended: by {@link #close}, or by a call of {@code crossbar.shutdown}. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Stops uplink, workers and controller, in this order, and waits for it. What fails on the way is logged. */
    @Override
    public void close() {
        LOG.info("the node ends: its workers are stopped");
        try {
            closings.closeAll();
        } finally {
            ended.complete(null);
        }
    }
}
