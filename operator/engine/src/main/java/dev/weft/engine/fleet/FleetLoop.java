package dev.weft.engine.fleet;

import dev.weft.engine.apply.Execution;
import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLayout;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.rollout.LayoutStatus;
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
 * up no other. What changes the master's database (realms, pairings) is planned and executed for everything at once, and waits for
 * no node. After an edit the guards see the plan for everything; while they refuse it, no node that it would change is touched.
 */
public final class FleetLoop {

    private final FleetOptions options;
    private final SecretSource secrets;
    private final RandomGenerator dice;
    private final Backoff backoff;
    private final Runs runs = new Runs();
    private final TreeMap<NodeKey, NodeWatch> nodes = new TreeMap<>();
    private final Turns turns = new Turns(nodes);
    private final List<Effect> told = new ArrayList<>();

    private Permission permission = Permission.EVERYTHING;
    /** The last plan for everything that was only told, not executed, so that it is told once. */
    private String asked = "";

    private @Nullable Desired desired;
    private @Nullable LiveState live;
    private long fleetAt = NodeWatch.NEVER;
    private String fleetCause = "";
    /** Why the reading under way was begun; meanwhile something else may ask for the next one. */
    private String readingCause = "";

    private long fleetReading;
    private int readFailures;
    private final Patience widePatience = new Patience();
    /** Nodes that a refused plan would change. */
    private Set<NodeKey> held = Set.of();

    private final Removals removals = new Removals();
    private String refused = "";
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

    /** New documents: everything is planned anew, and what is under way on nodes for older ones ends early. */
    public void onDesired(Desired wanted, long now) {
        // Read again because of something else, a secret perhaps: what may be removed does not become more by that.
        if (desired == null || !wanted.wantsTheSameAs(desired)) {
            removals.clear();
        }
        desired = wanted;
        turns.onDesired(wanted);
        nodes.keySet().retainAll(wanted.nodes().keySet());
        wanted.nodes().keySet().forEach(key -> nodes.computeIfAbsent(key, NodeWatch::new));
        nodes.values().forEach(NodeWatch::calm);
        widePatience.clear();
        runs.supersede();
        readFleet(now, "edit");
    }

    /** From now on only these plans are carried out. */
    public void onPermission(Permission now, long at) {
        permission = now;
        if (desired != null) {
            readFleet(at, "edit");
        }
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
        readFailures = 0;
        live = state;
        String cause = readingCause;
        readFleet(backoff.around(now, options.resync()), "resync");
        nodes.values().forEach(node -> state.node(node.key).ifPresent(found -> remember(node, found, now)));
        Plan wide = wide(wanted, state);
        told.add(new Effect.Compared(wanted, state, wide, Optional.empty()));
        if (!permission.isEverything()) {
            turns.onWhole(wide);
            ask(wide, cause);
            return;
        }
        turns.onWide(wide);
        if (wide.isRefused()) {
            refuse(wide, cause);
        } else {
            held = Set.of();
            tellWithheld(wide, cause);
            changeDatabase(wide, cause, now);
        }
        nodes.values().stream().filter(node -> !node.isBusy()).forEach(node -> planNode(node, cause, now));
    }

    private Plan wide(Desired wanted, LiveState state) {
        Plan wide = Planner.plan(wanted, state, removals.in(options.plan()), secrets);
        removals.onWide(wide);
        return wide;
    }

    /** Told once per plan, and looked at again with every reading of everything. */
    private void refuse(Plan wide, String cause) {
        held = nodesOf(wide);
        if (!wide.hash().equals(refused)) {
            refused = wide.hash();
            told.add(new Effect.Planned(wide, cause));
            told.add(new Effect.Finished(wide, execution(wide).report()));
        }
    }

    /** What guards keep out of a plan is told once. */
    private void tellWithheld(Plan wide, String cause) {
        String why = wide.refusals().isEmpty() ? "" : wide.refusals().toString();
        if (!why.isEmpty() && !why.equals(refused)) {
            told.add(new Effect.Planned(wide, cause));
        }
        refused = why;
    }

    private void changeDatabase(Plan wide, String cause, long now) {
        Plan database = wide.inDatabase(action -> {
            NodeWatch node = action.path().node().map(nodes::get).orElse(null);
            return node == null || !node.isBusy();
        });
        if (database.actions().isEmpty()) {
            widePatience.clear();
        } else if (widePatience.forbids(database, now)) {
            readFleet(widePatience.until(), cause);
        } else {
            execute(database, Optional.empty(), cause);
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
            readFleet(now + backoff.pause(++readFailures), readingCause);
        }
        for (NodeWatch node : nodes.values()) {
            if (node.reading == id) {
                node.reading = 0;
                node.mark(now + backoff.pause(++node.unsettled), node.cause);
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
        turns.settle(now);
        List<Effect> effects = new ArrayList<>();
        if (!stopped) {
            Desired wanted = desired;
            if (wanted != null && fleetReading == 0 && !runs.hasWide() && fleetAt <= now) {
                fleetReading = ++lastId;
                fleetAt = NodeWatch.NEVER;
                readingCause = fleetCause;
                effects.add(new Effect.ReadFleet(fleetReading, wanted.mrealms()));
            }
            nodes.values().forEach(node -> readNode(node, effects, now));
        }
        List<Effect> sends = runs.due(now);
        effects.addAll(told);
        told.clear();
        effects.addAll(news(now));
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
        long next = runs.wakeAt();
        if (stopped) {
            return next;
        }
        next = Math.min(next, turns.wakeAt());
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

    /** Somebody confirms that a rollout that is held may go on: the nodes on which it failed are tried again, then the others. */
    public void onRolloutConfirmed(String layout, long now) {
        DesiredLayout found = desired == null ? null : desired.layouts().get(layout);
        if (found != null) {
            turns.retry(found, now);
        }
    }

    /** How the layouts stand; {@link Effect.LayoutSeen} tells each change of it. */
    public List<LayoutStatus> layouts(long now) {
        Desired wanted = desired;
        return wanted == null ? List.of() : turns.statuses(wanted.layouts().values(), now);
    }

    private List<Effect> news(long now) {
        Desired wanted = desired;
        boolean known = live != null && fleetReading == 0;
        return wanted == null || !known
                ? List.of()
                : turns.news(wanted.layouts().values(), now);
    }

    /** No new work from now on (first Ctrl-C). */
    public void stop() {
        stopped = true;
        runs.stop();
    }

    /** Whether, after {@link #stop}, nothing is in flight any more. */
    public boolean isIdle() {
        return runs.isEmpty() || stopped && runs.isOver();
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
        boolean changing = found.completeness() == Completeness.UNKNOWN
                || found.objects().values().stream().anyMatch(each -> each.status() == LiveObject.Status.CHANGING);
        if (changing) {
            node.mark(now + options.debounce() + backoff.pause(++node.unsettled), "event");
        } else {
            node.unsettled = 0;
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
        if (stopped || wanted == null || known == null) {
            return;
        }
        boolean paired = known.node(node.key).isPresent();
        if (!permission.isEverything()) {
            if (!paired) {
                return;
            }
            Plan wide = wide(wanted, known);
            told.add(new Effect.Compared(wanted, known, wide, Optional.empty()));
            turns.onWhole(wide);
            ask(wide, cause);
            return;
        }
        Plan plan = Planner.plan(wanted, known, removals.in(options.plan()).onlyNode(node.key), secrets);
        if (!paired && !plan.actions().isEmpty()) {
            // Paired by the plan of everything, and read again then.
            return;
        }
        if (removals.isUnseen(plan)) {
            // A node that was away when everything was planned: what is to be removed on it is looked at with the rest.
            readFleet(now + options.debounce(), cause);
        }
        told.add(new Effect.Compared(wanted, known, plan, Optional.of(node.key)));
        boolean admitted = turns.admits(node, plan);
        boolean database = plan.actions().stream().anyMatch(FleetLoop::isInDatabase);
        if (plan.actions().isEmpty() && !plan.isRecordDue()) {
            node.calm();
            tell(node, plan, cause);
        } else if (database && !held.contains(node.key)) {
            readFleet(Math.max(now + options.debounce(), widePatience.until()), cause);
        } else if (plan.isRefused()) {
            tell(node, plan, cause);
        } else if (node.patience.forbids(plan, now)) {
            node.mark(node.patience.until(), cause);
        } else if (admitted && !held.contains(node.key)) {
            turns.onStarted(node, plan);
            execute(plan, Optional.of(node.key), cause);
        }
    }

    /** A plan for everything, which is carried out only where it is allowed by name. */
    private void ask(Plan wide, String cause) {
        if (wide.actions().isEmpty()) {
            asked = "";
        } else if (permission.allows(wide) && runs.isEmpty()) {
            execute(wide, Optional.empty(), cause);
        } else if (!wide.hash().equals(asked)) {
            asked = wide.hash();
            told.add(new Effect.Planned(wide, cause));
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

    private Execution execution(Plan plan) {
        LiveState known = live;
        Set<Capability> capabilities = known == null ? Set.of() : known.capabilities();
        return Execution.of(
                plan,
                ExecutionOptions.of(capabilities)
                        .withNodePatience(options.nodePatience())
                        .withRetries(options.retries()),
                dice);
    }

    private void execute(Plan plan, Optional<NodeKey> only, String cause) {
        if (stopped) {
            return;
        }
        Set<NodeKey> busy = only.map(Set::of).orElseGet(() -> nodesOf(plan));
        busy.stream().map(nodes::get).filter(node -> node != null).forEach(node -> node.running = true);
        if (!plan.isEmpty()) {
            told.add(new Effect.Planned(plan, cause));
        }
        PlanRun run = new PlanRun(plan, execution(plan), only, busy);
        removals.onStarted(run);
        runs.add(run);
    }

    /** Plans that are over: their nodes are read again, at once after the first round, later if they do not come to rest. */
    private void settle(long now) {
        for (PlanRun run : runs.finished()) {
            Report report = run.execution.report();
            removals.onOver(run, report);
            if (!run.plan.isEmpty()) {
                told.add(new Effect.Finished(run.plan, report));
            }
            run.busy.stream().map(nodes::get).filter(node -> node != null).forEach(node -> {
                node.running = false;
                settleNode(node, run, report, now);
            });
            if (run.node.isEmpty()) {
                turns.onOver(report);
                settleDatabase(run.plan, report, now);
            }
        }
    }

    private void settleNode(NodeWatch node, PlanRun run, Report report, long now) {
        if (run.superseded || run.node.isEmpty()) {
            node.mark(now + options.debounce(), "edit");
            return;
        }
        turns.onOver(node, run);
        node.rounds++;
        if (node.rounds > 1 || report.status() != 0) {
            node.patience.failed(run.plan, backoff, now + options.debounce());
            node.mark(node.patience.until(), "verify");
        } else {
            node.mark(now + options.debounce(), "verify");
        }
    }

    private void settleDatabase(Plan plan, Report report, long now) {
        if (report.status() == 0 || report.status() == 4) {
            readFleet(now + options.debounce(), "verify");
        } else {
            widePatience.failed(plan, backoff, now + options.debounce());
            readFleet(widePatience.until(), "verify");
        }
    }

    private static Set<NodeKey> nodesOf(Plan plan) {
        return plan.actions().stream()
                .flatMap(action -> action.path().node().stream())
                .collect(Collectors.toSet());
    }

    private static boolean isInDatabase(Action action) {
        return !action.path().kind().isOnNode();
    }
}
