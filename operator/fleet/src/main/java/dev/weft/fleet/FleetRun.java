package dev.weft.fleet;

import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.Effect;
import dev.weft.engine.fleet.FleetLoop;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.fleet.Permission;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.secret.SecretSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a fleet: keeps live what is desired, until it is stopped; hears the events of the management realms that the documents
 * name. All methods may be called from any thread.
 */
public final class FleetRun {

    private static final Logger LOG = LoggerFactory.getLogger(FleetRun.class);

    private final MachineThread thread = new MachineThread("weft-fleet");
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final FabricPorts fabric;
    private final RequestSender sender;
    private final FleetLoop loop;
    private final Watcher watcher;
    private final RealmEvents events;
    private boolean stopping;

    /** Told what the loop does, on its own thread. */
    public interface Watcher {

        /** @param cause why it was planned: an edit, an event, a resync */
        void onPlanned(Plan plan, String cause);

        void onFinished(Plan plan, Report report);

        /** A node came or went. */
        void onNode(NodeKey node, Completeness now);

        /**
         * What was read was compared with what is desired; also when there is nothing to do.
         *
         * @param node the only node that was compared; empty: everything
         */
        default void onCompared(Desired desired, LiveState live, Plan plan, Optional<NodeKey> node) {}

        /** A reading failed; it is tried again. */
        void onReadFailed(String message);

        /** A layout stands otherwise than it did: nodes came to it, a step of its rollout began, soaks, or is held. */
        default void onLayout(LayoutStatus status) {}

        /** The documents name this management realm now; its events are asked for. */
        default void onJoining(String mrealm) {}

        /** Events of the realm arrive (again). Called on a thread of the fabric's. */
        default void onFollowing(String mrealm) {}

        /** No events of the realm: the connection was lost, or could not be made; tried again by itself. On a thread of the fabric's. */
        default void onLost(String mrealm, String reason) {}

        /** The documents do not name this management realm any more. */
        default void onLeft(String mrealm) {}
    }

    private FleetRun(FabricPorts fabric, FleetLoop loop, Watcher watcher) {
        this.fabric = fabric;
        this.sender = new RequestSender(fabric);
        this.loop = loop;
        this.watcher = GuardedWatcher.of(watcher);
        this.events = new RealmEvents(fabric.events(), new Heard(), this.watcher);
    }

    /** Starts; nothing happens until it is told what is desired. */
    public static FleetRun start(FabricPorts fabric, FleetOptions options, SecretSource secrets, Watcher watcher) {
        return new FleetRun(fabric, FleetLoop.of(options, secrets, RandomGenerator.getDefault()), watcher);
    }

    public void onDesired(Desired desired) {
        input(now -> {
            fabric.reader().expect(desired.objects().keySet());
            loop.onDesired(desired, now);
            if (!stopping) {
                events.onMrealms(desired.mrealms());
            }
        });
    }

    /** From now on only these plans are carried out. */
    public void permit(Permission permission) {
        input(now -> loop.onPermission(permission, now));
    }

    /** A rollout that is held goes on: the nodes on which it failed are tried again, then the others. */
    public void confirmRollout(String layout) {
        input(now -> loop.onRolloutConfirmed(layout, now));
    }

    /** No new work; completes when what was in flight is over. */
    public CompletionStage<Void> stop() {
        input(now -> {
            stopping = true;
            events.close();
            loop.stop();
        });
        return ended;
    }

    /** Completes when the run has ended; fails when it broke. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    private void input(Input input) {
        thread.run(() -> {
            try {
                input.at(MachineThread.now());
                pump();
            } catch (RuntimeException | Error e) {
                LOG.error("the fleet loop broke; nothing is reconciled any more", e);
                ended.completeExceptionally(e);
                events.close();
                thread.end();
            }
        });
    }

    private void pump() {
        for (Effect effect : loop.due(MachineThread.now())) {
            perform(effect);
        }
        if (stopping && loop.isIdle()) {
            ended.complete(null);
            thread.end();
        } else {
            thread.wakeAt(loop.wakeAt(), () -> input(now -> {}));
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            sender.send(send.request())
                    .thenAccept(
                            reply -> input(now -> loop.onReply(send.request().id(), reply, now)));
        } else if (effect instanceof Effect.ReadFleet read) {
            answer(
                    read.id(),
                    reading(() -> fabric.reader().read(read.mrealms())),
                    (live, now) -> loop.onFleetRead(read.id(), live, now));
        } else if (effect instanceof Effect.ReadNode read) {
            answer(
                    read.id(),
                    reading(() -> fabric.reader().readNode(read.node())),
                    (node, now) -> loop.onNodeRead(read.id(), node, now));
        } else if (effect instanceof Effect.ReadDigest read) {
            answer(
                    read.id(),
                    reading(() -> fabric.reader().readDigest(read.node())),
                    (digest, now) -> loop.onDigest(read.id(), digest, now));
        } else {
            tell(effect);
        }
    }

    private void tell(Effect effect) {
        if (effect instanceof Effect.Planned planned) {
            watcher.onPlanned(planned.plan(), planned.cause());
        } else if (effect instanceof Effect.Compared compared) {
            watcher.onCompared(compared.desired(), compared.live(), compared.plan(), compared.node());
        } else if (effect instanceof Effect.Finished finished) {
            watcher.onFinished(finished.plan(), finished.report());
        } else if (effect instanceof Effect.NodeSeen seen) {
            watcher.onNode(seen.node(), seen.now());
        } else if (effect instanceof Effect.LayoutSeen seen) {
            watcher.onLayout(seen.status());
        }
    }

    private static <T> CompletionStage<T> reading(Supplier<CompletionStage<T>> reader) {
        try {
            return reader.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private <T> void answer(long id, CompletionStage<T> reading, Answer<T> answer) {
        reading.whenComplete((value, failure) -> input(now -> {
            if (failure != null) {
                String message = RequestSender.text(failure);
                watcher.onReadFailed(message);
                loop.onReadFailed(id, message, now);
            } else {
                answer.at(value, now);
            }
        }));
    }

    /** Passes on what happens in the fabric. */
    private final class Heard implements LiveEvents.Listener {

        @Override
        public void onNode(NodeKey node) {
            input(now -> loop.onNodeEvent(node, now));
        }

        @Override
        public void onUncertain() {
            input(loop::onUncertain);
        }

        @Override
        public void onLost(String mrealm, String reason) {
            watcher.onLost(mrealm, reason);
        }

        @Override
        public void onFollowing(String mrealm) {
            watcher.onFollowing(mrealm);
        }
    }

    @FunctionalInterface
    private interface Input {
        void at(long now);
    }

    @FunctionalInterface
    private interface Answer<T> {
        void at(T value, long now);
    }
}
