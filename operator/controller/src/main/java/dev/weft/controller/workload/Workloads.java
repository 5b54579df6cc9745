package dev.weft.controller.workload;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.reconcile.ResourceDesk;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.SpecReader;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that Kubernetes runs. May be called from any thread; works on one of its own, a node at a time. What is there is adopted by
 * name and label; what is another's is never touched; nothing is deleted but by {@code deletionPolicy: Delete}, after the node was
 * unpaired.
 */
public final class Workloads implements ResourceDesk, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workloads.class);
    private static final int FORBIDDEN = 403;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Around around;
    private final WorkloadSettings settings;
    private final WorkloadInformers informers = new WorkloadInformers();
    private final PodClocks clocks = new PodClocks();
    private final Turns turns;
    private final Upkeep upkeep;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "weft-workloads");
        made.setDaemon(true);
        return made;
    });
    /** Whether somebody was to be woken already. */
    private final AtomicBoolean passing = new AtomicBoolean();

    private final Set<ResourceRef> waiting = ConcurrentHashMap.newKeySet();
    /** Who is looked at again when its pod was ready for long enough. */
    private final Set<ResourceRef> trials = ConcurrentHashMap.newKeySet();
    /** What is to be said; empty: nothing, because it has no workload. */
    private final Map<ResourceRef, Optional<Condition>> said = new ConcurrentHashMap<>();
    /** Nodes that are being deleted, of whose objects none is left. */
    private final Set<ResourceRef> removed = ConcurrentHashMap.newKeySet();

    public Workloads(Around around, WorkloadSettings settings) {
        this.around = around;
        this.settings = settings;
        ClusterObjects objects = new ClusterObjects(around.client(), around.leads());
        this.turns = new Turns(around.cluster(), settings.maxUnavailable(), new Sets(informers, objects, clocks));
        this.upkeep = new Upkeep(objects, informers, turns, new Told(around));
    }

    /**
     * What it sees and whom it tells.
     *
     * @param leads whether anything may be written at this moment
     * @param unpairing how far a node's removal from its master is
     * @param wanted what the layouts of a node merge to, as far as that is known
     * @param online whether a node has its uplink to the master; empty: that was not seen yet
     * @param news there is something new to say about a node
     */
    public record Around(
            KubernetesClient client,
            Cluster cluster,
            BooleanSupplier leads,
            Function<ResourceRef, DeletionStage> unpairing,
            Function<ResourceRef, Optional<DesiredNode>> wanted,
            Function<ResourceRef, Optional<Boolean>> online,
            Consumer<ResourceRef> news) {}

    /** Begins to watch what it has made. */
    public void start() {
        if (settings.permitted()) {
            informers.start(around.client(), settings.namespaces(), (namespace, name) -> {
                onObject(ref(namespace, name));
                passSoon();
            });
            long again = settings.again().toMillis();
            thread.scheduleWithFixedDelay(this::pass, again, again, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public boolean serves(Kind kind) {
        return kind.equals(Kinds.FABRIC_NODE);
    }

    @Override
    public void onChange(ResourceRef ref) {
        if (ref.kind().equals(Kinds.FABRIC_NODE)) {
            soon(ref, SOON);
            passSoon();
        } else if (ref.kind().equals(Kinds.FABRIC)) {
            onFabric();
        }
    }

    /** Where nodes find their master may be another place now, or nobody may do anything. */
    private void onFabric() {
        said.keySet().forEach(this::onObject);
    }

    /** A Secret came, changed or went. */
    public void onSecret(String namespace, String name) {
        said.keySet().stream()
                .filter(ref -> ref.namespace().equals(namespace)
                        && NodeKeySecret.name(ref.name()).equals(name))
                .forEach(this::onObject);
        if (namespace.equals(settings.ownNamespace())) {
            onFabric();
        }
    }

    /** Only of nodes that were handed over: until then it is not known whether we lead. */
    private void onObject(ResourceRef ref) {
        if (said.containsKey(ref)) {
            soon(ref, SOON);
        }
    }

    @Override
    public Optional<StatusDraft> draft(ResourceRef ref) {
        Optional<Condition> condition = said.get(ref);
        if (condition == null) {
            return Optional.empty();
        }
        return Optional.of(condition.map(WorkloadDraft::of).orElse(StatusDraft.NOTHING));
    }

    @Override
    public DeletionStage deletion(ResourceRef ref) {
        if (!settings.permitted()) {
            return DeletionStage.done("workloads are not our business");
        }
        if (removed.contains(ref)) {
            return DeletionStage.done("nothing of its workload is left");
        }
        soon(ref, SOON);
        return DeletionStage.working("is being removed: its StatefulSet, Service, key and certificates");
    }

    @Override
    public boolean isUnkept(ResourceRef ref) {
        return false;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // What is being written now is written before somebody else may lead.
            boolean quiet = thread.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS);
            if (!quiet) {
                LOG.warn("a workload was still looked after {} s after the end", LAST.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        informers.close();
    }

    private void soon(ResourceRef ref, Duration delay) {
        if (waiting.add(ref)) {
            schedule(() -> guarded(ref), delay);
        }
    }

    private void schedule(Runnable task, Duration delay) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // What arrives after the end has nobody to hear it.
        }
    }

    /** What is renewed may be ready, or another have gone: the next ones can have their turn. */
    private void passSoon() {
        if (passing.compareAndSet(false, true)) {
            schedule(this::pass, SOON);
        }
    }

    /** When its pod was ready for long enough its turn is over, and nobody tells when that is. */
    private void awaitSteady(ResourceRef ref, NodeIdentity node) {
        Optional<Duration> left =
                informers.statefulSet(node).map(turns::workload).flatMap(NodeWorkload::wakeAfter);
        if (left.isPresent() && trials.add(ref)) {
            schedule(
                    () -> {
                        trials.remove(ref);
                        onObject(ref);
                        passSoon();
                    },
                    left.get().plusMillis(1));
        }
    }

    private void pass() {
        passing.set(false);
        try {
            clocks.retain(node -> informers.statefulSet(node).isPresent());
            turns.pass(ref -> soon(ref, Duration.ZERO), (ref, wait) -> say(ref, Optional.of(wait)));
        } catch (RuntimeException error) {
            LOG.error("whose turn it is to be renewed cannot be told, tried again", error);
        }
    }

    private void guarded(ResourceRef ref) {
        waiting.remove(ref);
        if (!around.leads().getAsBoolean()) {
            return;
        }
        try {
            look(ref);
        } catch (KubernetesClientException failure) {
            LOG.warn("{}: its workload could not be looked after, tried again: {}", ref, failure.getMessage());
            say(ref, Optional.of(failed(failure)));
            soon(ref, settings.again());
        } catch (ClusterObjects.NotLeading over) {
            LOG.info("{}: nothing more is written: another operator leads", ref);
        } catch (RuntimeException error) {
            LOG.error("{}: its workload could not be looked after", ref, error);
            say(ref, Optional.of(wrong(error)));
            soon(ref, settings.again());
        }
    }

    /** Most likely something in the free parts of spec.workload that is of no type that the API server knows. */
    private static Condition wrong(RuntimeException error) {
        String first = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return WorkloadStatus.condition(
                Condition.FALSE,
                "Invalid",
                "no objects could be made of spec.workload: " + first
                        + ". Look at affinity, tolerations, resources and env; what runs goes on running");
    }

    private static Condition failed(KubernetesClientException failure) {
        String why = failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getStatus().getMessage();
        return failure.getCode() == FORBIDDEN
                ? WorkloadStatus.condition(
                        Condition.FALSE,
                        "Forbidden",
                        "the operator may not do what it must to run nodes: " + why
                                + ". Set workloads.enabled=true in the chart, or bind the rights that it lists")
                : WorkloadStatus.condition(
                        Condition.FALSE, "ApplyFailed", "the API server refuses: " + why + "; tried again by itself");
    }

    private void look(ResourceRef ref) {
        turns.forget(ref);
        WeftResource resource = around.cluster().find(ref).orElse(null);
        if (resource == null) {
            said.remove(ref);
            removed.remove(ref);
            return;
        }
        Optional<FabricNodeSpec> spec = ResourceDocuments.read(resource)
                .document()
                .flatMap(document -> SpecReader.read(document, Kinds.FABRIC_NODE, FabricNodeSpec.class)
                        .spec());
        if (!Lifecycle.isLeaving(resource)) {
            // One of this name may have been deleted before.
            removed.remove(ref);
        }
        if (Lifecycle.isLeaving(resource)) {
            leave(ref, resource);
        } else if (spec.isPresent()) {
            say(ref, keep(ref, resource, spec.get()));
        } else {
            // It is told what is wrong with it; what runs goes on running.
            said.putIfAbsent(ref, Optional.empty());
            around.news().accept(ref);
        }
    }

    /** What is to be said after everything is as it should be. */
    private Optional<Condition> keep(ResourceRef ref, WeftResource resource, FabricNodeSpec spec) {
        NodeIdentity node = WorkloadPlan.identity(ref, spec);
        awaitSteady(ref, node);
        if (spec.workload() == null) {
            return left(node, "spec.workload was removed");
        }
        if (spec.lifecycle() == FabricNodeSpec.Lifecycle.RETIRED) {
            return left(node, "the node is retired");
        }
        WorkloadPlan plan = WorkloadPlan.of(
                around.cluster(),
                settings,
                node,
                spec,
                Suspension.of(around.cluster(), ref.namespace()).of(resource),
                around.wanted().apply(ref));
        if (plan.obstacle().isPresent()) {
            return plan.obstacle();
        }
        return Optional.of(upkeep.keep(ref, spec.mrealm(), node, plan));
    }

    /** Nothing is wanted any more, and what was made is still there. */
    private Optional<Condition> left(NodeIdentity node, String why) {
        if (!settings.permitted() || !node.isNameable()) {
            return Optional.empty();
        }
        if (informers.statefulSet(node).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(WorkloadStatus.condition(
                Condition.UNKNOWN,
                "NotManaged",
                why + "; StatefulSet " + node.name()
                        + " is left as it is. To end it: kubectl -n " + node.namespace()
                        + " delete statefulset,service " + node.name()
                        + informers
                                .secret(node, MasterAuthority.copyName(node))
                                .map(copy -> "; kubectl -n " + node.namespace() + " delete secret "
                                        + copy.getMetadata().getName())
                                .orElse("")));
    }

    private void leave(ResourceRef ref, WeftResource resource) {
        if (!settings.permitted() || around.unpairing().apply(ref).step() != Step.DONE || removed.contains(ref)) {
            return;
        }
        NodeIdentity node = new NodeIdentity(ref.namespace(), ref.name(), ref.name());
        boolean gone = Annotations.isTrue(resource, Annotations.ABANDON) || !node.isNameable() || upkeep.remove(node);
        if (gone) {
            removed.add(ref);
            around.news().accept(ref);
        } else {
            soon(ref, LATER);
        }
    }

    private void say(ResourceRef ref, Optional<Condition> condition) {
        if (!condition.equals(said.put(ref, condition))) {
            around.news().accept(ref);
        }
    }

    /** What there is of nodes. */
    private record Sets(WorkloadInformers informers, ClusterObjects objects, PodClocks clocks) implements Turns.Sight {

        @Override
        public List<StatefulSet> seen(String namespace) {
            return informers.statefulSets(namespace);
        }

        @Override
        public List<StatefulSet> live(String namespace) {
            return objects.statefulSets(namespace);
        }

        @Override
        public NodeWorkload workload(StatefulSet set) {
            String name = set.getMetadata().getName();
            NodeIdentity node = new NodeIdentity(set.getMetadata().getNamespace(), name, name);
            Optional<Pod> pod = informers.pod(node);
            return new NodeWorkload(set, pod, clocks.now(node, pod, Instant.now()));
        }
    }

    /** What is said of nodes' uplinks. */
    private record Told(Around around) implements Upkeep.Uplinks {

        @Override
        public boolean had(ResourceRef node) {
            return around.online()
                    .apply(node)
                    .orElseGet(() -> around.cluster()
                            .find(node)
                            .flatMap(resource -> Optional.ofNullable(resource.getStatus()))
                            .flatMap(status -> status.condition(Condition.ONLINE))
                            .filter(Condition::isTrue)
                            .isPresent());
        }

        @Override
        public boolean has(ResourceRef node) {
            return around.online().apply(node).orElse(false);
        }
    }

    private static ResourceRef ref(String namespace, String name) {
        return new ResourceRef(Kinds.FABRIC_NODE, namespace, name);
    }
}
