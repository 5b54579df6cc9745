package dev.weft.node.uplink;

import dev.weft.config.ControllerConfig;
import dev.weft.fabric.api.FabricError;
import dev.weft.node.NodeFailure;
import dev.weft.node.NodeTiming;
import dev.weft.node.controller.Controller;
import dev.weft.node.stats.SystemStats;
import dev.weft.transport.Loops;
import dev.weft.transport.client.Backoff;
import dev.weft.transport.client.ReconnectSettings;
import dev.weft.transport.client.ReconnectingClient;
import dev.weft.transport.client.SessionListener;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's connection to its master, for as long as the node lives. Never gives up, also where the master says that the node is
 * not paired: the original ends then, but workers at the edge must not depend on what a master says.
 */
public final class Uplink implements AutoCloseable, SessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final long LOOK_SECONDS = 1;
    private static final long STATUS_SECONDS = 5;
    private static final long CLOSE_SECONDS = 3;

    private final Path cbdir;
    private final NodeTiming timing;
    private final UplinkTarget target;
    private final Controller controller;
    private final Loops loops;
    private final WampSession node;
    private final Heartbeats.Place heartbeats;
    private final String publicKey;
    private final Exports exports;
    private final EventRelay events;
    /** A future, since the client may call {@link #onJoined} before whoever started it has it in hand. */
    private final CompletableFuture<ReconnectingClient> client = new CompletableFuture<>();

    private volatile boolean closed;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** What an uplink is made of. */
    public record Parts(
            Path cbdir,
            NodeTiming timing,
            UplinkTarget target,
            Controller controller,
            Loops loops,
            String publicKey,
            ControllerConfig.Heartbeat heartbeat,
            SystemStats system) {}

    private Uplink(Parts parts) {
        this.cbdir = parts.cbdir();
        this.timing = parts.timing();
        this.target = parts.target();
        this.controller = parts.controller();
        this.loops = parts.loops();
        this.publicKey = parts.publicKey();
        this.node = controller.openSession("uplink");
        this.heartbeats = new Heartbeats.Place(parts.heartbeat(), parts.system(), controller.loop());
        this.exports = new Exports(node);
        this.events = new EventRelay(node);
    }

    /** Begins to look for a master, and to connect where one is named. Does not wait for it. */
    public static Uplink start(Parts parts) {
        Uplink uplink = new Uplink(parts);
        uplink.exports.begin().toCompletableFuture().join();
        uplink.events.begin().toCompletableFuture().join();
        uplink.look();
        return uplink;
    }

    /** Who the node is at its master, where it is joined now. */
    public Optional<SessionDetails> details() {
        return started().flatMap(ReconnectingClient::session).map(WampSession::details);
    }

    /** Completes when the master can call all that is registered on the node now; see {@link dev.weft.node.controller.Reach}. */
    public CompletionStage<Void> whenExported() {
        if (details().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return exports.whenExported()
                .toCompletableFuture()
                .completeOnTimeout(null, timing.exportWait().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Until something names a master: the activation file may come at any time. */
    private void look() {
        if (closed || controller.loop().isShutdown()) {
            return;
        }
        try {
            Optional<String> url = target.url();
            if (url.isPresent()) {
                LOG.info("connecting to the master at {}", url.get());
                ReconnectSettings settings = new ReconnectSettings(
                        target::client, new Backoff(timing.uplinkFirst(), timing.uplinkMost()), Set.of(), Math::random);
                client.complete(ReconnectingClient.start(loops, settings, this));
                return;
            }
        } catch (NodeFailure damaged) {
            tell("file", String.valueOf(damaged.getMessage()));
        }
        controller.loop().schedule(this::look, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private Optional<ReconnectingClient> started() {
        return Optional.ofNullable(client.getNow(null));
    }

    @Override
    public void onJoined(WampSession master) {
        CompletableFuture<Void> unused = client.thenAccept(now -> attach(now, master));
    }

    private void attach(ReconnectingClient now, WampSession master) {
        NodeUris uris = new NodeUris(master.details().authid());
        if (closed) {
            return;
        }
        told.clear();
        exports.attach(now, uris);
        events.attach(now, uris);
        exports.whenExported().thenRun(() -> awaitMaster(master));
    }

    @Override
    public void onLost(String reason, String message) {
        if (closed) {
            return;
        }
        if (reason.equals(FabricError.NODE_UNPAIRED)) {
            tell(
                    reason,
                    "the master does not know this node. Pair it there: weft call crossbarfabriccenter.mrealm.pair_node "
                            + publicKey + " <management realm> <authid>. Workers run on, and the node asks again");
        } else {
            tell(
                    reason,
                    "no master: " + reason + (message.isEmpty() ? "" : " (" + message + ")")
                            + ". Workers run on, and the node tries again");
        }
    }

    /** The management realm may be up before its controller is: only when that answers is the node attached. */
    private void awaitMaster(WampSession master) {
        if (closed || master.closed().toCompletableFuture().isDone()) {
            return;
        }
        master.call(NodeUris.MASTER_STATUS, Payload.empty()).whenComplete((status, failure) -> {
            if (failure == null) {
                attached(master);
            } else if (!controller.loop().isShutdown()) {
                controller.loop().schedule(() -> awaitMaster(master), STATUS_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    private void attached(WampSession master) {
        SessionDetails details = master.details();
        LOG.info("node {} is attached to management realm {}", details.authid(), details.realm());
        controller.loop().execute(() -> UplinkMemory.of(details).write(cbdir));
        controller.rename(details.authid());
        new Heartbeats(master, node, controller, heartbeats).begin();
    }

    /** The same trouble is told once until there is a master again, not at every attempt. */
    private void tell(String reason, String trouble) {
        if (told.add(reason)) {
            LOG.warn("{}", trouble);
        }
    }

    /** Leaves the master with GOODBYE. */
    @Override
    public void close() {
        closed = true;
        started()
                .ifPresent(now -> now.close()
                        .toCompletableFuture()
                        .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                        .join());
    }
}
