package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.fabric.ClusterSecrets;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.controller.fleet.FleetFollower.Again;
import dev.weft.controller.fleet.FleetListener.Scope;
import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.FleetView;
import dev.weft.controller.status.Hold;
import dev.weft.controller.status.NodeSeen;
import dev.weft.controller.status.Written;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.fleet.Permission;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import dev.weft.model.Document;
import dev.weft.model.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One fleet: what its resources say, what of that is in force, and what was seen of it. Only on the fleets' thread.
 *
 * <p>What is not valid changes nothing: the last valid state stays in force until the resources are valid again.
 */
final class RealmFleet {

    private static final Logger LOG = LoggerFactory.getLogger(RealmFleet.class);

    private final FleetKey key;
    private final FleetContext context;
    private final Observations seen;
    private final FleetEvents events;
    private final FleetFollower.Listener told = new Heard();

    private List<Entry> entries = List.of();
    private Optional<Hold> hold = Optional.empty();
    private Optional<FabricTarget> target = Optional.empty();
    private @Nullable FleetLoad loaded;
    private Map<ResourceRef, Document> known = new TreeMap<>();
    private Optional<Desired> inForce = Optional.empty();
    private String revision = "";
    private @Nullable FleetFollower follower;
    private Optional<String> lost = Optional.empty();

    RealmFleet(FleetKey key, FleetContext context) {
        this.key = key;
        this.context = context;
        this.seen = new Observations(key.mrealm());
        this.events = new FleetEvents(key, context.listener());
    }

    /**
     * What a fleet is to go by.
     *
     * @param hold why nothing may be done; then there is no target
     * @param again whether to plan what did not change
     */
    record Orders(List<Entry> entries, Optional<FabricTarget> target, Optional<Hold> hold, Again again) {}

    void update(Orders orders) {
        entries = List.copyOf(orders.entries());
        hold = orders.hold();
        target = orders.target();
        load();
        act(orders.again());
        context.news().run();
    }

    private void load() {
        boolean settling = entries.stream().anyMatch(entry -> entry.deletion().step() == Step.SETTLING);
        if (settling && inForce.isEmpty()) {
            // After a restart: it may be gone in part already, and nothing of it is to be made again.
            return;
        }
        SecretSource secrets = new ClusterSecrets(context.cluster(), key.namespace());
        FleetLoad fresh = FleetLoad.of(
                new FleetLoad.Source(
                        key,
                        entries,
                        known,
                        emptied(),
                        target.map(FabricTarget::allowedTypes).orElse(List.of())),
                secrets);
        FleetLoad before = loaded;
        loaded = fresh;
        boolean usable = fresh.desired().isPresent() && fresh.unkept().isEmpty();
        boolean same = before != null && fresh.isSame(before) && inForce.isPresent();
        if (usable && !same) {
            inForce = fresh.desired();
            known = new TreeMap<>(fresh.documents());
            revision = fresh.revision();
        }
    }

    private void act(Again again) {
        FleetFollower running = follower;
        if (running != null && (target.isEmpty() || !running.serves(target.get()))) {
            running.close();
            follower = null;
            running = null;
            lost = Optional.empty();
        }
        if (target.isEmpty() || inForce.isEmpty()) {
            return;
        }
        if (running == null) {
            running = FleetFollower.start(context, key, target.get(), told);
            follower = running;
        }
        if (again == Again.YES) {
            seen.onFacts();
        }
        running.permit(permission());
        running.follow(inForce.get(), again);
    }

    private Set<ResourceRef> emptied() {
        return entries.stream()
                .filter(entry -> !emptiedBy(entry).isEmpty())
                .map(Entry::ref)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Titles of the layouts that are deleted and have not taken away yet what they put onto this node. One without an uplink is waited for
     * as long as a deletion may take: it may be broken, and never come back.
     */
    private List<String> emptiedBy(Entry node) {
        NodeSeen there = FleetLoad.node(key, node).map(seen.nodes()::get).orElse(null);
        boolean goes = inForce.flatMap(desired -> FleetLoad.path(key, node).filter(desired.gone()::contains))
                .isPresent();
        boolean given = node.deletion().step() == Step.BLOCKED && there != null && there.isOffline();
        return goes || given
                ? List.of()
                : Leaving.layouts(entries, node).stream()
                        .filter(layout -> !isThrough(layout, there))
                        .map(layout -> layout.ref().title())
                        .toList();
    }

    /** Whether what is in force is without the layout, and the node is as that says. */
    private boolean isThrough(Entry layout, @Nullable NodeSeen node) {
        return inForce.filter(desired -> isUnderWay(layout, desired) && seen.isComparedWith(desired))
                        .isPresent()
                && node != null
                && !isOpen(node);
    }

    private Permission permission() {
        if (!isObserving()) {
            return Permission.EVERYTHING;
        }
        return Permission.only(approved().map(Set::of).orElse(Set.of()));
    }

    private boolean isObserving() {
        return target.filter(FabricTarget::observe).isPresent();
    }

    private Optional<String> approved() {
        return entries.stream()
                .filter(entry -> entry.ref().kind().equals(Kinds.MANAGEMENT_REALM))
                .flatMap(entry -> Annotations.find(entry.resource(), Annotations.APPROVE).stream())
                .findFirst();
    }

    /** Completes when nothing is in flight any more. */
    CompletionStage<Void> close() {
        FleetFollower running = follower;
        follower = null;
        return running == null ? CompletableFuture.completedFuture(null) : running.close();
    }

    FleetKey key() {
        return key;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether the fabric answered, as far as this fleet knows; empty while it did not try. */
    Optional<Boolean> isReachable() {
        if (follower == null) {
            return Optional.empty();
        }
        if (lost.isPresent()) {
            return Optional.of(false);
        }
        return inForce.filter(seen::isComparedWith).isPresent() ? Optional.of(true) : Optional.empty();
    }

    Optional<String> lost() {
        return lost;
    }

    long nodes(NodeSeen.State state) {
        return seen.nodes().values().stream()
                .filter(node -> node.presence().state() == state)
                .count();
    }

    /** Whether its documents refer to that Secret. */
    boolean refersTo(String secret) {
        return loaded != null && loaded.secrets().stream().map(SecretRef::name).anyMatch(secret::equals)
                || loaded != null && !loaded.errors().isEmpty()
                || entries.stream()
                        .map(Entry::ref)
                        .anyMatch(ref -> ref.kind().equals(Kinds.FABRIC_NODE)
                                && NodeKeySecret.name(ref.name()).equals(secret));
    }

    /** The nodes that are in force, by their resources. */
    Map<ResourceRef, DesiredNode> wanted() {
        Map<ResourceRef, DesiredNode> wanted = new TreeMap<>();
        inForce.ifPresent(desired -> entries.forEach(entry ->
                FleetLoad.node(key, entry).flatMap(desired::node).ifPresent(node -> wanted.put(entry.ref(), node))));
        return wanted;
    }

    /** Resources that must get our finalizer before anything of them is in force. */
    Set<ResourceRef> unkept() {
        return loaded == null ? Set.of() : loaded.unkept();
    }

    /** What is left of a resource that is being removed, or is in the way; empty: nothing. */
    Optional<String> remaining(Entry entry) {
        if (entry.ref().kind().equals(Kinds.NODE_LAYOUT) && !known.containsKey(entry.ref()) && isBroken(entry)) {
            // It was never in force as far as anybody knows.
            return Optional.empty();
        }
        if (hold.isPresent()) {
            return Optional.of(hold.get().message());
        }
        Optional<String> obstacle = obstacle(entry);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        Desired desired = inForce.orElse(null);
        if (desired == null || loaded == null || loaded.desired().isEmpty() || !isUnderWay(entry, desired)) {
            return Optional.of("another resource of the fleet is not valid, so nothing can be planned");
        }
        if (!seen.isComparedWith(desired)) {
            return Optional.of(lost.map(message -> "the fabric cannot be reached: " + message)
                    .orElse("the live fleet is being read"));
        }
        return entry.ref().kind().equals(Kinds.NODE_LAYOUT)
                ? leftOfLayout(entry.ref().name(), desired)
                : FleetLoad.path(key, entry).filter(seen::isLeft).map(path -> path + " is still there");
    }

    private boolean isBroken(Entry entry) {
        return entry.document().isEmpty()
                || loaded != null && loaded.errors().containsKey(entry.ref().title());
    }

    /** Whether what is in force is already without it. */
    private boolean isUnderWay(Entry entry, Desired desired) {
        if (entry.ref().kind().equals(Kinds.NODE_LAYOUT)) {
            Document document = known.get(entry.ref());
            return document == null || List.of().equals(document.spec().get("workers"));
        }
        return FleetLoad.path(key, entry).map(desired.gone()::contains).orElse(true);
    }

    /** A management realm goes last, and a node after what deleted layouts put there. */
    private Optional<String> obstacle(Entry entry) {
        List<String> first = emptiedBy(entry);
        if (!first.isEmpty()) {
            return Optional.of(String.join(", ", first) + (first.size() == 1 ? " is" : " are")
                    + " deleted as well, and what is on the node of it is stopped first");
        }
        if (!entry.ref().kind().equals(Kinds.MANAGEMENT_REALM)) {
            return Optional.empty();
        }
        List<String> others = entries.stream()
                .filter(each -> !each.ref().equals(entry.ref()))
                .map(each -> each.ref().inNamespace())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("it is still named by " + String.join(", ", others.subList(0, Math.min(3, others.size())))
                        + "; delete what names it first");
    }

    private Optional<String> leftOfLayout(String layout, Desired desired) {
        List<String> left = new ArrayList<>();
        for (DesiredNode node : desired.nodes().values()) {
            NodeSeen there = seen.nodes().get(node.key());
            if (there != null && node.layouts().contains(layout) && isOpen(there)) {
                left.add(node.key().authid() + (there.isOffline() ? " (offline)" : ""));
            }
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("its workers still run on " + String.join(", ", left.subList(0, Math.min(5, left.size())))
                        + (left.size() > 5 ? ", …" : ""));
    }

    private static boolean isOpen(NodeSeen there) {
        return there.presence().state() != NodeSeen.State.NOT_PAIRED && !there.isApplied();
    }

    /** Takes documents out of what was in force: their deletion is over. */
    void forget(ResourceRef ref) {
        known.remove(ref);
    }

    FleetView view() {
        List<Written> written = new ArrayList<>();
        for (Entry entry : entries) {
            written.add(new Written(
                    entry.ref(),
                    entry.generation(),
                    loaded == null
                            ? List.of()
                            : loaded.errors().getOrDefault(entry.ref().title(), List.of()),
                    FleetLoad.node(key, entry),
                    entry.deletion(),
                    isInForce(entry)));
        }
        return new FleetView(
                key.mrealm(),
                hold,
                written,
                inForce,
                inForce.filter(seen::isComparedWith).isPresent(),
                lost,
                isObserving(),
                approved(),
                seen.nodes(),
                seen.realm(),
                seen.rollouts(),
                revision);
    }

    /** Whether the fleet is kept by what the resource says now. */
    private boolean isInForce(Entry entry) {
        Document document = known.get(entry.ref());
        return document != null
                && entry.document()
                        .filter(now -> now.spec().equals(document.spec())
                                && now.metadata()
                                        .labels()
                                        .equals(document.metadata().labels()))
                        .isPresent();
    }

    /** Whether a resource of this fleet is being removed, so that every comparison may be its last. */
    boolean isRemoving() {
        return entries.stream().anyMatch(entry -> entry.deletion().step() != Step.NONE);
    }

    /** What the loop tells. */
    private final class Heard implements FleetFollower.Listener {

        @Override
        public void onCompared(Desired desired, LiveState live, Plan plan, Optional<NodeKey> node) {
            context.listener().onCompared(node.isPresent() ? Scope.NODE : Scope.FLEET);
            if (inForce.filter(current -> current == desired).isEmpty()) {
                return;
            }
            lost = Optional.empty();
            if (node.isPresent()) {
                seen.onComparedNode(node.get(), desired, live, plan);
            } else {
                seen.onComparedAll(desired, live, plan, isObserving());
            }
            context.news().run();
        }

        @Override
        public void onPlanned(Plan plan, String cause) {
            context.listener().onPlan(cause);
            if (isObserving()) {
                events.tellAwaitsApproval(entries, plan);
            }
            LOG.info("{}: planned ({}): {}", key, cause, FleetEvents.line(plan));
        }

        @Override
        public void onFinished(Plan plan, Report report) {
            context.listener().onReport(report);
            seen.onFinished(plan, report, context.clock().instant());
            events.tellFinished(entries, plan, report, seen.drifted());
            LOG.info(
                    "{}: {} of {} actions done",
                    key,
                    report.count(Result.DONE),
                    report.outcomes().size());
            context.news().run();
        }

        @Override
        public void onLayout(LayoutStatus status) {
            seen.onLayout(status);
            context.news().run();
        }

        @Override
        public void onLost(String message) {
            if (lost.isEmpty()) {
                LOG.warn("{}: the fabric is lost, tried again: {}", key, message);
            }
            lost = Optional.of(message);
            context.news().run();
        }

        @Override
        public void onBroken(String message) {
            LOG.error("{}: the fleet loop broke and is started again: {}", key, message);
            follower = null;
            lost = Optional.of("internal error: " + message);
            context.news().run();
        }
    }

    /** Whether its loop broke and waits to be started again. */
    boolean isBroken() {
        return follower == null && target.isPresent() && inForce.isPresent();
    }
}
