package dev.weft.controller.source;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.PartlyApplied;
import dev.weft.crd.status.WeftStatus;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an API server keeps, as far as a source can tell: resources with versions, and fields that somebody else set. */
final class FakeServer implements Cluster, ResourceApplier {

    static final String PLANT = "plant";
    static final ResourceRef SOURCE = new ResourceRef(Kinds.FABRIC_SOURCE, PLANT, "fleet");

    final Map<ResourceRef, WeftResource> resources = new ConcurrentSkipListMap<>();
    final Map<String, Map<String, String>> secrets = new ConcurrentHashMap<>();
    /** Resources of which somebody else set fields that documents set too. */
    final Set<ResourceRef> foreign = new HashSet<>();

    /** What happens to a resource between the attempt and the application. */
    final Map<ResourceRef, Refused> refusals = new HashMap<>();
    /** Before this one is applied the operator dies. */
    @Nullable
    ResourceRef deadly;

    boolean dead;
    /** What is in the status of the source by now. */
    Optional<PartlyApplied> noted = Optional.empty();

    int notes;

    /** What may not be deleted. */
    final Set<ResourceRef> kept = new HashSet<>();
    /** What a selector keeps out of the caches. */
    final Set<ResourceRef> unselected = new HashSet<>();
    /** What a webhook of the cluster makes of what is applied. */
    Consumer<WeftResource> admission = resource -> {};
    /** Keys of labels and annotations that were applied. */
    private final Map<ResourceRef, Set<String>> ours = new ConcurrentHashMap<>();

    final List<String> calls = new ArrayList<>();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private long version;

    static ResourceRef ref(Kind kind, String name) {
        return new ResourceRef(kind, PLANT, name);
    }

    /** Writes the spec of a source, as kubectl would. */
    WeftResource source(String name, String spec) {
        ResourceRef ref = ref(Kinds.FABRIC_SOURCE, name);
        WeftResource made = ResourceClasses.make(Kinds.FABRIC_SOURCE);
        long generation = Optional.ofNullable(resources.get(ref))
                .map(Application::generation)
                .orElse(0L);
        made.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(PLANT)
                .withUid("uid-" + name)
                .withGeneration(generation + 1)
                .withResourceVersion(String.valueOf(++version))
                .build());
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = serialization.unmarshal(spec, Map.class);
        made.setSpec(tree);
        WeftResource before = resources.get(ref);
        if (before != null && before.getSpec().equals(tree)) {
            return before;
        }
        resources.put(ref, made);
        return made;
    }

    /** Somebody edits a resource. */
    synchronized void edit(ResourceRef ref, String field, Object value) {
        WeftResource there = Objects.requireNonNull(resources.get(ref));
        there.getSpec().put(field, value);
        there.getMetadata().setGeneration(Application.generation(there) + 1);
        there.getMetadata().setResourceVersion(String.valueOf(++version));
    }

    /** Somebody changes labels and annotations: no new generation. */
    synchronized void mark(ResourceRef ref, Map<String, String> labels, Map<String, String> annotations) {
        WeftResource marked = serialization.clone(Objects.requireNonNull(resources.get(ref)));
        marked.getMetadata().setLabels(new TreeMap<>(labels));
        marked.getMetadata().setAnnotations(new TreeMap<>(annotations));
        marked.getMetadata().setResourceVersion(String.valueOf(++version));
        resources.put(ref, marked);
    }

    /** The operator says something about a resource. */
    synchronized void say(ResourceRef ref, String revision) {
        WeftResource said = serialization.clone(Objects.requireNonNull(resources.get(ref)));
        said.setStatus(serialization.unmarshal("{\"revision\": \"" + revision + "\"}", WeftStatus.class));
        said.getMetadata().setResourceVersion(String.valueOf(++version));
        resources.put(ref, said);
    }

    @Override
    public Optional<WeftResource> read(ResourceRef ref) {
        return Optional.ofNullable(resources.get(ref));
    }

    @Override
    public synchronized WeftResource apply(WeftResource wanted, Way way) {
        ResourceRef ref = ResourceRef.of(wanted);
        if (foreign.contains(ref) && way.others() == Others.REFUSE) {
            throw new Refused(Refused.Cause.CONFLICT, "conflict with \"kubectl-edit\": .spec.workers");
        }
        if (way.effect() == Effect.REAL) {
            calls.add("apply " + ref.inNamespace());
            if (ref.equals(deadly)) {
                dead = true;
            }
            requireAlive();
            Refused now = refusals.get(ref);
            if (now != null) {
                throw now;
            }
        }
        WeftResource before = resources.get(ref);
        WeftResource now = serialization.clone(wanted);
        var metadata = now.getMetadata();
        if (before != null) {
            metadata.setLabels(others(ref, before.getMetadata().getLabels(), metadata.getLabels()));
            metadata.setAnnotations(others(ref, before.getMetadata().getAnnotations(), metadata.getAnnotations()));
        }
        admission.accept(now);
        boolean sameSpec = before != null && before.getSpec().equals(now.getSpec());
        if (before != null
                && sameSpec
                && Objects.equals(before.getMetadata().getLabels(), metadata.getLabels())
                && Objects.equals(before.getMetadata().getAnnotations(), metadata.getAnnotations())) {
            return before;
        }
        long generation = before == null ? 0 : Application.generation(before);
        metadata.setGeneration(sameSpec ? generation : generation + 1);
        metadata.setUid("uid-" + ref.inNamespace());
        metadata.setResourceVersion(String.valueOf(++version));
        if (way.effect() == Effect.REAL) {
            ours.put(ref, Set.copyOf(keys(wanted)));
            resources.put(ref, now);
        }
        return now;
    }

    /** What others set stays, what we set before and do not any more goes. */
    private Map<String, String> others(
            ResourceRef ref, @Nullable Map<String, String> before, @Nullable Map<String, String> wanted) {
        Map<String, String> all = new TreeMap<>(before == null ? Map.of() : before);
        all.keySet().removeAll(ours.getOrDefault(ref, Set.of()));
        all.putAll(wanted == null ? Map.of() : wanted);
        return all;
    }

    private static Set<String> keys(WeftResource resource) {
        Set<String> keys = new HashSet<>(resource.getMetadata().getLabels().keySet());
        if (resource.getMetadata().getAnnotations() != null) {
            keys.addAll(resource.getMetadata().getAnnotations().keySet());
        }
        return keys;
    }

    private void requireAlive() {
        if (dead) {
            throw new Died();
        }
    }

    /** Whoever asked ends in the middle of it. */
    static final class Died extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public synchronized void note(ResourceRef source, Optional<PartlyApplied> partly) {
        requireAlive();
        noted = partly;
        notes++;
    }

    @Override
    public synchronized void delete(WeftResource known) {
        calls.add("delete " + ResourceRef.of(known).inNamespace());
        if (kept.contains(ResourceRef.of(known))) {
            throw new Refused(Refused.Cause.FORBIDDEN, "a policy keeps it");
        }
        resources.remove(ResourceRef.of(known));
    }

    /** What there is of the fleet: titles within the namespace. */
    List<String> fleet() {
        return resources.keySet().stream()
                .filter(ref -> !ref.kind().equals(Kinds.FABRIC_SOURCE))
                .map(ResourceRef::inNamespace)
                .sorted()
                .toList();
    }

    @Override
    public Collection<WeftResource> resources(Kind kind, String namespace) {
        return resources(kind).stream()
                .filter(each -> each.getMetadata().getNamespace().equals(namespace))
                .toList();
    }

    @Override
    public Collection<WeftResource> resources(Kind kind) {
        return resources.entrySet().stream()
                .filter(each -> each.getKey().kind().equals(kind) && !unselected.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Optional<WeftResource> find(ResourceRef ref) {
        return unselected.contains(ref) ? Optional.empty() : Optional.ofNullable(resources.get(ref));
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(PLANT);
    }

    @Override
    public Optional<Map<String, String>> secret(String namespace, String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Optional<String> endOfMany(Kind kind, String namespace) {
        return Optional.empty();
    }
}
