package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionRules;
import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.fabric.FabricConnector;
import dev.weft.controller.fabric.FabricReading;
import dev.weft.controller.fabric.FabricTarget;
import dev.weft.controller.fleet.FleetFollower.Again;
import dev.weft.controller.reconcile.ResourceDesk;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.FabricStatus;
import dev.weft.controller.status.FleetStatus;
import dev.weft.controller.status.Hold;
import dev.weft.controller.status.NodeSeen;
import dev.weft.controller.status.StatusDraft;
import dev.weft.crd.resource.WeftResource;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.model.Kinds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All fleets of the watched namespaces. May be called from any thread; works on one of its own, some moments later, so that many
 * changes in one breath are looked at once.
 */
public final class Fleets implements ResourceDesk {

    private static final Logger LOG = LoggerFactory.getLogger(Fleets.class);

    private final Cluster cluster;
    private final FleetSettings settings;
    private final Clock clock;
    private final FleetListener listener;
    private final FleetThread thread = new FleetThread();
    private final FleetContext context;
    private final DeletionDesk desk;
    private final FabricProbe probe;

    private final TreeMap<FleetKey, RealmFleet> fleets = new TreeMap<>();
    private final TreeSet<String> dirty = new TreeSet<>();
    private final TreeSet<FleetKey> again = new TreeSet<>();
    /** What is to be said, for whoever writes it. */
    private final Map<ResourceRef, StatusDraft> drafts = new ConcurrentHashMap<>();

    /** What the layouts of nodes merge to. */
    private final Map<ResourceRef, DesiredNode> wanted = new ConcurrentHashMap<>();

    private final Map<ResourceRef, DeletionStage> stages = new ConcurrentHashMap<>();
    private final Set<ResourceRef> unkept = ConcurrentHashMap.newKeySet();
    private volatile FleetCounts counts = FleetCounts.NOTHING;
    private boolean open;

    /** @param listener told on the fleets' thread */
    public Fleets(Cluster cluster, FabricConnector connector, FleetSettings settings, FleetListener listener) {
        this.cluster = cluster;
        this.settings = settings;
        this.clock = Clock.systemUTC();
        this.listener = listener;
        this.context = new FleetContext(cluster, connector, settings, clock, thread, listener, this::onNews);
        this.desk = new DeletionDesk(new DeletionRules(settings.deletion()), cluster);
        this.probe = new FabricProbe(context, this::onNews);
    }

    /** Everything is in the caches, and we lead: it is looked at, and so is every change from now on. */
    public void open() {
        thread.execute(() -> {
            open = true;
            dirty.addAll(cluster.namespaces());
            refreshSoon();
        });
    }

    @Override
    public void onChange(ResourceRef ref) {
        thread.execute(() -> {
            if (!open) {
                return;
            }
            if (cluster.find(ref).isEmpty()) {
                drafts.remove(ref);
                wanted.remove(ref);
                stages.remove(ref);
                unkept.remove(ref);
                desk.forget(ref);
            }
            dirty.add(ref.namespace());
            if (!ref.kind().equals(Kinds.FABRIC_NODE) && !ref.kind().equals(Kinds.NODE_LAYOUT)) {
                // Fabrics are everybody's, and management realms of one name are one realm wherever they are declared.
                dirty.addAll(cluster.namespaces());
            }
            refreshSoon();
        });
    }

    /** A Secret came, changed or went. */
    public void onSecret(String namespace, String name) {
        thread.execute(() -> {
            if (!open) {
                return;
            }
            fleets.values().stream()
                    .filter(fleet -> fleet.key().namespace().equals(namespace) && fleet.refersTo(name))
                    .forEach(fleet -> {
                        dirty.add(namespace);
                        again.add(fleet.key());
                    });
            if (namespace.equals(settings.ownNamespace())) {
                dirty.addAll(cluster.namespaces());
            }
            if (!dirty.isEmpty()) {
                refreshSoon();
            }
        });
    }

    /** What the layouts of a node merge to, as far as that is known. */
    public Optional<DesiredNode> wanted(ResourceRef node) {
        return Optional.ofNullable(wanted.get(node));
    }

    @Override
    public Optional<StatusDraft> draft(ResourceRef ref) {
        return Optional.ofNullable(drafts.get(ref));
    }

    @Override
    public DeletionStage deletion(ResourceRef ref) {
        return stages.getOrDefault(ref, DeletionStage.NONE);
    }

    @Override
    public boolean isUnkept(ResourceRef ref) {
        return unkept.contains(ref);
    }

    public FleetCounts counts() {
        return counts;
    }

    /** Whether the fleets' thread does its work. */
    public boolean isAlive(Duration patience) {
        return thread.isAlive(patience);
    }

    /** Nothing new is begun from now on; completes when what was in flight is over. */
    public CompletionStage<Void> end() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        thread.execute(() -> {
            open = false;
            CompletableFuture<?>[] ending = fleets.values().stream()
                    .map(fleet -> fleet.close().toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            fleets.clear();
            probe.close();
            CompletableFuture.allOf(ending).whenComplete((ended, failure) -> over.complete(null));
        });
        thread.end();
        return over;
    }

    private void refreshSoon() {
        if (open) {
            thread.soon("refresh", settings.debounce(), this::refresh);
        }
    }

    private void refresh() {
        if (!open) {
            return;
        }
        FabricReading fabric = FabricReading.of(cluster, settings.ownNamespace(), settings.installation());
        Map<String, FleetKey> owners = owners();
        for (String namespace : List.copyOf(dirty)) {
            refresh(namespace, fabric, owners);
        }
        dirty.clear();
        again.clear();
        probe.onFabric(fabric.target(), fleets.values());
        thread.soon("probe", settings.probeEvery(), this::probe);
        desk.wakeAt().ifPresent(at -> {
            Duration left = Duration.between(clock.instant(), at).plusMillis(20);
            thread.soon("deletions", left.isNegative() ? Duration.ofMillis(20) : left, this::refreshLeaving);
        });
        onNews();
    }

    private void probe() {
        probe.askIfSilent(fleets.values());
        thread.soon("probe", settings.probeEvery(), this::probe);
    }

    private void refreshLeaving() {
        fleets.values().stream()
                .filter(RealmFleet::isRemoving)
                .forEach(fleet -> dirty.add(fleet.key().namespace()));
        refresh();
    }

    private void refresh(String namespace, FabricReading fabric, Map<String, FleetKey> owners) {
        TreeMap<FleetKey, List<Entry>> collected = Collected.of(cluster, namespace);
        List<FleetKey> vanished = fleets.keySet().stream()
                .filter(key -> key.namespace().equals(namespace) && !collected.containsKey(key))
                .toList();
        vanished.forEach(key -> {
            RealmFleet gone = fleets.remove(key);
            if (gone != null) {
                gone.close();
            }
        });
        collected.forEach((key, entries) -> {
            RealmFleet fleet = fleets.computeIfAbsent(key, made -> new RealmFleet(made, context));
            Optional<Hold> hold = hold(key, fabric, owners);
            Optional<FabricTarget> target = hold.isPresent() ? Optional.empty() : fabric.target();
            fleet.update(new RealmFleet.Orders(
                    staged(fleet, entries), target, hold, again.contains(key) ? Again.YES : Again.NO));
        });
    }

    /** The entries with how far their deletions are. A second look only where the first began something. */
    private List<Entry> staged(RealmFleet fleet, List<Entry> entries) {
        List<Entry> staged = new ArrayList<>();
        Instant now = clock.instant();
        for (Entry entry : entries) {
            DeletionStage stage = desk.look(entry, fleet::remaining, now);
            if (stage.step() == DeletionStage.Step.NONE) {
                stages.remove(entry.ref());
            } else {
                stages.put(entry.ref(), stage);
            }
            if (stage.step() == DeletionStage.Step.DONE) {
                fleet.forget(entry.ref());
            }
            staged.add(entry.at(stage));
        }
        return staged;
    }

    /** Which fleet has a management realm that several namespaces declare: the oldest. */
    private Map<String, FleetKey> owners() {
        Map<String, WeftResource> oldest = new TreeMap<>();
        for (WeftResource realm : cluster.resources(Kinds.MANAGEMENT_REALM)) {
            oldest.merge(Collected.mrealm(Kinds.MANAGEMENT_REALM, realm), realm, Fleets::older);
        }
        Map<String, FleetKey> owners = new TreeMap<>();
        oldest.forEach((name, realm) ->
                owners.put(name, new FleetKey(realm.getMetadata().getNamespace(), name)));
        return owners;
    }

    private static WeftResource older(WeftResource one, WeftResource other) {
        int byTime = String.valueOf(one.getMetadata().getCreationTimestamp())
                .compareTo(String.valueOf(other.getMetadata().getCreationTimestamp()));
        int byPlace = byTime != 0
                ? byTime
                : one.getMetadata().getNamespace().compareTo(other.getMetadata().getNamespace());
        return byPlace <= 0 ? one : other;
    }

    private Optional<Hold> hold(FleetKey key, FabricReading fabric, Map<String, FleetKey> owners) {
        if (fabric.hold().isPresent()) {
            return fabric.hold();
        }
        String own = settings.ownNamespace();
        if (!fabric.target().orElseThrow().admits(key.namespace(), own)) {
            return Optional.of(Hold.stalled(
                    "NamespaceNotAllowed",
                    "Fabric/" + FabricReading.NAME + " in namespace " + own + " does not admit this namespace: add "
                            + key.namespace() + " to its spec.allowedNamespaces"));
        }
        FleetKey owner = owners.get(key.mrealm());
        if (owner != null && !owner.equals(key)) {
            return Optional.of(Hold.stalled(
                    "ResourceConflict",
                    "management realm '" + key.mrealm() + "' is declared in namespace " + owner.namespace()
                            + " as well, which was first: rename this one, or delete one of them"));
        }
        return Optional.empty();
    }

    /** Something may have to be said: soon, and once for many. */
    private void onNews() {
        thread.soon("tell", settings.debounce(), this::tell);
    }

    private void tell() {
        Set<ResourceRef> changed = new TreeSet<>();
        Set<ResourceRef> waiting = new TreeSet<>();
        boolean leaving = false;
        for (RealmFleet fleet : fleets.values()) {
            FleetStatus.of(fleet.view()).forEach((ref, draft) -> {
                if (!draft.equals(drafts.put(ref, draft))) {
                    changed.add(ref);
                }
            });
            fleet.wanted().forEach((ref, node) -> {
                if (wanted.put(ref, node) != node) {
                    changed.add(ref);
                }
            });
            waiting.addAll(fleet.unkept());
            leaving |= fleet.isRemoving() && isProgress(fleet);
            if (fleet.isBroken()) {
                dirty.add(fleet.key().namespace());
                thread.soon("broken", settings.probeEvery(), this::refresh);
            }
        }
        fabric(changed);
        waiting.stream().filter(unkept::add).forEach(changed::add);
        unkept.retainAll(waiting);
        counts = FleetCounts.of(fleets.values().stream()
                .map(fleet -> new FleetCounts(
                        1,
                        fleet.nodes(NodeSeen.State.ONLINE),
                        fleet.nodes(NodeSeen.State.OFFLINE),
                        fleet.isReachable()))
                .toList());
        if (leaving) {
            refreshLeaving();
        }
        if (!changed.isEmpty()) {
            LOG.debug("news about {}", changed);
            listener.onNews(changed);
        }
    }

    /** Whether the stage of a deletion of the fleet would be another now. */
    private boolean isProgress(RealmFleet fleet) {
        Instant now = clock.instant();
        boolean progress = false;
        for (Entry entry : fleet.entries()) {
            DeletionStage stage = desk.look(entry, fleet::remaining, now);
            progress |= !stage.equals(entry.deletion());
        }
        return progress;
    }

    private void fabric(Set<ResourceRef> changed) {
        for (WeftResource resource : cluster.resources(Kinds.FABRIC, settings.ownNamespace())) {
            ResourceRef ref = ResourceRef.of(resource);
            Long generation = resource.getMetadata().getGeneration();
            StatusDraft draft = FabricStatus.draft(
                    ref.name().equals(FabricReading.NAME)
                            ? probe.state(fleets.values())
                            : FabricStatus.State.unused(FabricReading.NAME),
                    generation == null ? 0 : generation);
            if (!draft.equals(drafts.put(ref, draft))) {
                changed.add(ref);
            }
        }
    }
}
