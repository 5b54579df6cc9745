package dev.weft.engine.sim;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A simulated fabric that several threads share, and whose master can go away. */
public final class SharedFabric implements LiveReader, LiveEvents, Actions {

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<Listener, String> followers = new ConcurrentHashMap<>();
    private volatile String refusal = "";
    private volatile String accepted = "";
    private volatile String key = "";
    private volatile boolean reachable = true;

    /**
     * Somebody connects, once more.
     *
     * @param seed with this key, in hex
     * @param source what is filled into the commands from now on; {@link SecretSource#NONE} leaves it as it is
     */
    public void connect(String seed, SecretSource source) {
        key = seed;
        if (source != SecretSource.NONE) {
            fabric.setSecrets(source);
        }
    }

    /** Whoever follows is told, as by a connection that is lost and made again. */
    public void setReachable(boolean answers) {
        reachable = answers;
        followers.forEach((listener, mrealm) -> {
            if (answers) {
                listener.onFollowing(mrealm);
                listener.onUncertain();
            } else {
                listener.onLost(mrealm, "connection refused");
            }
        });
    }

    /** From now on only this key is let in. */
    public void accept(String seed) {
        accepted = seed;
    }

    /** From now on everything that is read is refused with this; empty: nothing is. */
    public void refuseReads(String error) {
        refusal = error;
    }

    /** How often everything was read. */
    public int reads() {
        return reads.get();
    }

    public synchronized List<Command> performed() {
        return fabric.performed();
    }

    public synchronized void change(Consumer<SimulatedFabric> change) {
        change.accept(fabric);
    }

    public synchronized LiveState state() {
        return fabric.state();
    }

    public boolean has(ObjectPath path) {
        return state().node(path.node().orElseThrow())
                .map(node -> node.objects().containsKey(path))
                .orElse(false);
    }

    public void setOnline(NodeKey node, Completeness how) {
        change(each -> each.setOnline(node, how));
        fabric.tell(node);
    }

    private <T> CompletionStage<T> answer(Supplier<T> answer) {
        if (!reachable) {
            return CompletableFuture.failedFuture(new IllegalStateException("connection refused"));
        }
        if (!accepted.isEmpty() && !accepted.equals(key)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("wamp.error.authentication_failed: no user has this key"));
        }
        if (!refusal.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException(refusal));
        }
        synchronized (this) {
            return CompletableFuture.completedFuture(answer.get());
        }
    }

    @Override
    public CompletionStage<LiveState> read(Set<String> mrealms) {
        reads.incrementAndGet();
        return answer(fabric::state);
    }

    @Override
    public CompletionStage<Optional<LiveNode>> readNode(NodeKey node) {
        return answer(() -> fabric.state().node(node));
    }

    @Override
    public CompletionStage<Optional<LiveObject>> readObject(ObjectPath path) {
        return answer(() -> ((Reply.Observed) fabric.observeNow(path)).object());
    }

    @Override
    public CompletionStage<Optional<String>> readDigest(NodeKey node) {
        return answer(() -> fabric.state().node(node).map(each -> each.version().digest()));
    }

    @Override
    public CompletionStage<Reply> perform(Command command) {
        return reachable
                ? answer(() -> fabric.performNow(command))
                : CompletableFuture.completedFuture(new Reply.NoAnswer("connection refused"));
    }

    @Override
    public Following follow(String mrealm, Listener listener) {
        followers.put(listener, mrealm);
        Following following = fabric.follow(mrealm, listener);
        return () -> {
            followers.remove(listener);
            following.close();
        };
    }
}
