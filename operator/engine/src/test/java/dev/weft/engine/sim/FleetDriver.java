package dev.weft.engine.sim;

import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Request;
import dev.weft.engine.fleet.Effect;
import dev.weft.engine.fleet.FleetLoop;
import java.util.ArrayList;
import java.util.List;

/** Runs a fleet loop against a simulated fabric; the clock jumps to whatever the loop waits for. */
public final class FleetDriver {

    private final FleetLoop loop;
    private final SimulatedFabric fabric;
    private final List<Effect> effects = new ArrayList<>();
    private long now;
    private boolean reachable = true;

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

    private void perform(Effect effect) {
        if (effect instanceof Effect.Send send) {
            loop.onReply(send.request().id(), answer(send.request()), now);
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

    private Reply answer(Request request) {
        if (!reachable) {
            return new Reply.NoAnswer("no master");
        }
        return request instanceof Request.Invoke invoke
                ? fabric.performNow(invoke.command())
                : fabric.observeNow(((Request.Observe) request).path());
    }
}
