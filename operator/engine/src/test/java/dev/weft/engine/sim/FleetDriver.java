package dev.weft.engine.sim;

import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Request;
import dev.weft.engine.fleet.Effect;
import dev.weft.engine.fleet.FleetLoop;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a fleet loop against a simulated fabric; the clock jumps to whatever the loop waits for. Every call on a node causes an event,
 * as nodes publish what they try and what fails.
 */
public final class FleetDriver {

    private final FleetLoop loop;
    private final SimulatedFabric fabric;
    private final List<Effect> effects = new ArrayList<>();
    private long now;
    private boolean reachable = true;
    private Optional<NodeKey> hanging = Optional.empty();

    public FleetDriver(FleetLoop loop, SimulatedFabric fabric) {
        this.loop = loop;
        this.fabric = fabric;
    }

    public long now() {
        return now;
    }

    public void setReachable(boolean masterAnswers) {
        reachable = masterAnswers;
    }

    /** From now on calls to this node are never answered. */
    public void setHanging(NodeKey node) {
        hanging = Optional.of(node);
    }

    /** Effects of one kind so far. */
    public <T extends Effect> List<T> effects(Class<T> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Lets the time go on. */
    public void run(long millis) {
        long until = now + millis;
        for (int rounds = 0; rounds < 1_000_000; rounds++) {
            List<Effect> due = loop.due(now);
            effects.addAll(due);
            due.forEach(this::perform);
            if (due.isEmpty()) {
                long next = loop.wakeAt();
                if (next > until) {
                    now = until;
                    return;
                }
                now = Math.max(now, next);
            }
        }
        throw new IllegalStateException("does not come to rest at " + now);
    }

    /** So many times: what is due, then whatever the loop waits for, but no longer than {@code millis}. */
    public void runSome(int rounds, long millis) {
        for (int i = 0; i < rounds; i++) {
            List<Effect> due = loop.due(now);
            effects.addAll(due);
            due.forEach(this::perform);
            if (due.isEmpty()) {
                now = Math.max(now, Math.min(loop.wakeAt(), now + millis));
            }
        }
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            Optional<NodeKey> node = node(send.request());
            if (node.isEmpty() || !node.equals(hanging)) {
                loop.onReply(send.request().id(), answer(send.request()), now);
                node.ifPresent(key -> loop.onNodeEvent(key, now));
            }
        } else if (effect instanceof Effect.ReadFleet read) {
            if (reachable) {
                loop.onFleetRead(read.id(), fabric.state(), now);
            } else {
                loop.onReadFailed(read.id(), "no master", now);
            }
        } else if (effect instanceof Effect.ReadNode read) {
            if (reachable) {
                loop.onNodeRead(read.id(), fabric.state().node(read.node()), now);
            } else {
                loop.onReadFailed(read.id(), "no master", now);
            }
        } else if (effect instanceof Effect.ReadDigest read) {
            loop.onDigest(
                    read.id(),
                    fabric.state()
                            .node(read.node())
                            .map(node -> node.version().digest())
                            .filter(digest -> !digest.isEmpty()),
                    now);
        }
    }

    private static Optional<NodeKey> node(Request request) {
        ObjectPath path =
                request instanceof Request.Invoke invoke ? invoke.command().path() : ((Request.Observe) request).path();
        return path.kind().isOnNode() ? path.node() : Optional.empty();
    }

    private Reply answer(Request request) {
        if (!reachable) {
            return new Reply.NoAnswer("no master");
        }
        return request instanceof Request.Invoke invoke
                ? fabric.performNow(invoke.command())
                : fabric.observeNow(((Request.Observe) request).path());
    }
}
