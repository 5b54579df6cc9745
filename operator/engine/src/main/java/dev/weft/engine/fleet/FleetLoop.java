package dev.weft.engine.fleet;

import dev.weft.engine.apply.Execution;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows a fleet, as a state machine: the shell passes in what happens, sends the effects of {@link #due}, and calls {@code due}
 * again after each input and at {@link #wakeAt}. Not thread-safe; clock and dice are the caller's, times are milliseconds.
 *
 * <p>Each node has its own round (marked, read, planned, executed, read again until the plan is empty), so one that is slow holds
 * up no other. Only what changes the master's database (realms, pairings) is planned and executed for everything at once.
 */
public final class FleetLoop {

    private final FleetOptions options;
    private final SecretSource secrets;
    private final RandomGenerator dice;
    private final Backoff backoff;
    private final Runs runs = new Runs();
    private final TreeMap<NodeKey, NodeWatch> nodes = new TreeMap<>();
    private final List<Effect> told = new ArrayList<>();

    private @Nullable Desired desired;
    private @Nullable LiveState live;
    private long fleetAt = NodeWatch.NEVER;
    private String fleetCause = "";
    private long fleetReading;
    private int fleetFailures;
    private long lastId;
    private boolean stopped;

    private FleetLoop(FleetOptions options, SecretSource secrets, RandomGenerator dice) {
        this.options = options;
        this.secrets = secrets;
        this.dice = dice;
        this.backoff = new Backoff(options.retries(), dice);
    }

    public static FleetLoop of(FleetOptions options, SecretSource secrets, RandomGenerator dice) {
        return new FleetLoop(options, secrets, dice);
    }

    /** New documents: everything is planned anew. */
    public void onDesired(Desired wanted, long now) {
        desired = wanted;
        nodes.keySet().retainAll(wanted.nodes().keySet());
        wanted.nodes().keySet().forEach(key -> nodes.computeIfAbsent(key, NodeWatch::new));
        nodes.values().forEach(node -> node.rounds = 0);
        readFleet(now, "edit");
    }

    /** Something happened on a node; what exactly is read, never believed. */
    public void onNodeEvent(NodeKey key, long now) {
        NodeWatch node = nodes.get(key);
        if (node != null) {
            node.mark(now + options.debounce(), "event");
        }
    }

    /** Something happened that names no node, events were lost, or the connection came back: read everything. */
    public void onUncertain(long now) {
        readFleet(now + options.debounce(), "event");
    }

    public void onFleetRead(long id, LiveState state, long now) {
        Desired wanted = desired;
        if (id != fleetReading || wanted == null) {
            return;
        }
        fleetReading = 0;
        fleetFailures = 0;
        live = state;
        String cause = fleetCause;
        fleetCause = "";
        readFleet(backoff.around(now, options.resync()), "resync");
        nodes.values().forEach(node -> state.node(node.key).ifPresent(found -> remember(node, found, now)));
        Plan wide = Planner.plan(wanted, state, options.plan(), secrets);
        boolean database = wide.actions().stream().anyMatch(FleetLoop::isInDatabase);
        if (database && !runs.isEmpty()) {
            fleetAt = now + options.debounce();
        } else if (database || !wide.refusals().isEmpty()) {
            execute(wide, Optional.empty(), cause);
        } else {
            nodes.values().stream().filter(node -> !node.isBusy()).forEach(node -> planNode(node, cause, now));
        }
    }

    /** The node was read; empty: it is not paired. */
    public void onNodeRead(long id, Optional<LiveNode> found, long now) {
        LiveState known = live;
        for (NodeWatch node : nodes.values()) {
            if (node.reading == id && known != null) {
                node.reading = 0;
                if (found.isEmpty()) {
                    readFleet(now, "event");
                    return;
                }
                live = known.withNode(found.get());
                remember(node, found.get(), now);
                planNode(node, node.cause, now);
                return;
            }
        }
    }

    /** The digest was read; empty: this node does not tell, and is not asked again. */
    public void onDigest(long id, Optional<String> digest, long now) {
        for (NodeWatch node : nodes.values()) {
            if (node.digestReading == id) {
                node.digestReading = 0;
                node.digestAt = digest.isEmpty() ? NodeWatch.NEVER : backoff.around(now, options.digestEvery());
                if (digest.isPresent() && !digest.get().equals(node.digest)) {
                    node.mark(now, "drift");
                }
            }
        }
    }

    /** A reading failed; it is tried again. */
    public void onReadFailed(long id, String message, long now) {
        if (id == fleetReading) {
            fleetReading = 0;
            readFleet(now + backoff.pause(++fleetFailures), fleetCause);
        }
        for (NodeWatch node : nodes.values()) {
            if (node.reading == id) {
                node.reading = 0;
                node.mark(now + backoff.pause(++node.rounds), node.cause);
            } else if (node.digestReading == id) {
                node.digestReading = 0;
                node.digestAt = backoff.around(now, options.digestEvery());
                // No answer is news as well: the node may have gone.
                node.mark(now, "resync");
            }
        }
    }

    public void onReply(long requestId, Reply reply, long now) {
        runs.onReply(requestId, reply, now);
    }

    /** What to do now. */
    public List<Effect> due(long now) {
        settle(now);
        List<Effect> effects = new ArrayList<>();
        if (!stopped) {
            Desired wanted = desired;
            if (wanted != null && fleetReading == 0 && !runs.hasWide() && fleetAt <= now) {
                fleetReading = ++lastId;
                fleetAt = NodeWatch.NEVER;
                effects.add(new Effect.ReadFleet(fleetReading, wanted.mrealms()));
            }
            nodes.values().forEach(node -> readNode(node, effects, now));
        }
        List<Effect> sends = runs.due(now);
        effects.addAll(told);
        told.clear();
        effects.addAll(sends);
        return effects;
    }

    private void readNode(NodeWatch node, List<Effect> effects, long now) {
        if (node.isBusy() || live == null || fleetReading != 0) {
            return;
        }
        if (node.readAt <= now) {
            node.reading = ++lastId;
            node.readAt = NodeWatch.NEVER;
            effects.add(new Effect.ReadNode(node.reading, node.key));
        } else if (node.digestAt <= now && node.digestReading == 0) {
            node.digestReading = ++lastId;
            effects.add(new Effect.ReadDigest(node.digestReading, node.key));
        }
    }

    /** When {@link #due} has something new without an input. */
    public long wakeAt() {
        if (stopped) {
            return NodeWatch.NEVER;
        }
        long next = runs.wakeAt();
        if (fleetReading == 0 && !runs.hasWide()) {
            next = Math.min(next, fleetAt);
        }
        if (live != null && fleetReading == 0) {
            for (NodeWatch node : nodes.values()) {
                next = Math.min(next, node.wakeAt());
            }
        }
        return next;
    }

    /** No new work from now on (first Ctrl-C). */
    public void stop() {
        stopped = true;
        runs.stop();
    }

    /** Whether, after {@link #stop}, nothing is in flight any more. */
    public boolean isIdle() {
        return runs.isEmpty() || stopped && runs.isQuiet();
    }

    private void readFleet(long at, String cause) {
        if (at < fleetAt) {
            fleetAt = at;
            fleetCause = cause;
        }
    }

    private void remember(NodeWatch node, LiveNode found, long now) {
        if (found.isOnline() != node.online) {
            node.online = found.isOnline();
            told.add(new Effect.NodeSeen(node.key, found.completeness()));
        }
        node.digest = found.version().digest();
        if (node.digest.isEmpty()) {
            node.digestAt = NodeWatch.NEVER;
        } else if (node.digestAt == NodeWatch.NEVER) {
            node.digestAt = backoff.around(now, options.digestEvery());
        }
    }

    private void planNode(NodeWatch node, String cause, long now) {
        Desired wanted = desired;
        LiveState known = live;
        if (stopped || wanted == null || known == null || known.node(node.key).isEmpty()) {
            return;
        }
        Plan plan = Planner.plan(wanted, known, options.plan().onlyNode(node.key), secrets);
        boolean books = plan.bookkeeping().values().stream().anyMatch(book -> book.isClaimNeeded());
        if (plan.actions().isEmpty() && !books) {
            node.rounds = 0;
            tell(node, plan, cause);
        } else if (plan.actions().stream().anyMatch(FleetLoop::isInDatabase)) {
            readFleet(now, cause);
        } else if (plan.refusals().isEmpty()) {
            execute(plan, Optional.of(node.key), cause);
        } else {
            tell(node, plan, cause);
        }
    }

    /** A plan that nothing can be done about is told once. */
    private void tell(NodeWatch node, Plan plan, String cause) {
        String hash = plan.isEmpty() ? "" : plan.hash();
        if (!hash.equals(node.told)) {
            node.told = hash;
            if (!plan.isEmpty()) {
                told.add(new Effect.Planned(plan, cause));
            }
        }
    }

    private void execute(Plan plan, Optional<NodeKey> only, String cause) {
        LiveState known = live;
        if (stopped || known == null) {
            return;
        }
        ExecutionOptions how = ExecutionOptions.of(known.capabilities())
                .withNodePatience(options.nodePatience())
                .withRetries(options.retries());
        Set<NodeKey> busy = only.map(Set::of)
                .orElseGet(() -> plan.actions().stream()
                        .flatMap(action -> action.path().node().stream())
                        .collect(Collectors.toSet()));
        busy.stream().map(nodes::get).filter(node -> node != null).forEach(node -> node.running = true);
        if (!plan.isEmpty()) {
            told.add(new Effect.Planned(plan, cause));
        }
        runs.add(new PlanRun(plan, Execution.of(plan, how, dice), only, busy));
    }

    /** Plans that are over: their nodes are read again, at once after the first round, later if they do not come to rest. */
    private void settle(long now) {
        for (PlanRun run : runs.finished()) {
            Report report = run.execution.report();
            if (!run.plan.isEmpty()) {
                told.add(new Effect.Finished(run.plan, report));
            }
            for (NodeKey key : run.busy) {
                NodeWatch node = nodes.get(key);
                if (node != null) {
                    node.running = false;
                    node.rounds++;
                    long pause = node.rounds == 1 && report.status() == 0
                            ? options.debounce()
                            : options.debounce() + backoff.pause(node.rounds);
                    node.mark(now + pause, "verify");
                }
            }
            if (run.node.isEmpty() && report.status() != 5) {
                readFleet(
                        now + options.debounce() + (report.status() == 0 ? 0 : backoff.pause(++fleetFailures)),
                        "verify");
            }
        }
    }

    private static boolean isInDatabase(Action action) {
        return !action.path().kind().isOnNode();
    }
}
