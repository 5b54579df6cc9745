package dev.weft.controller.reconcile;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator framework's caches of our kinds, and the informers of Secrets, as one view. */
public final class InformerCluster implements Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(InformerCluster.class);

    private final KubernetesClient client;
    private final SecretInformers secrets;
    private final Statuses statuses = new Statuses();
    private final Map<Kind, IndexedResourceCache<? extends WeftResource>> caches = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    public InformerCluster(KubernetesClient client, SecretInformers secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    <R extends WeftResource> void add(Kind kind, IndexedResourceCache<R> cache) {
        caches.put(kind, cache);
    }

    Statuses statuses() {
        return statuses;
    }

    @Override
    public Collection<WeftResource> resources(Kind kind, String namespace) {
        return resources(kind).stream()
                .filter(each -> namespace.equals(each.getMetadata().getNamespace()))
                .toList();
    }

    @Override
    public Collection<WeftResource> resources(Kind kind) {
        IndexedResourceCache<? extends WeftResource> cache = caches.get(kind);
        return cache == null ? List.of() : List.copyOf(cache.list(each -> true).toList());
    }

    @Override
    public Optional<WeftResource> find(ResourceRef ref) {
        IndexedResourceCache<? extends WeftResource> cache = caches.get(ref.kind());
        return cache == null
                ? Optional.empty()
                : cache.get(new ResourceID(ref.name(), ref.namespace())).map(each -> each);
    }

    @Override
    public Set<String> namespaces() {
        Set<String> names = new TreeSet<>();
        for (Kind kind : caches.keySet()) {
            resources(kind).forEach(each -> names.add(each.getMetadata().getNamespace()));
        }
        return names;
    }

    @Override
    public Optional<Map<String, String>> secret(String namespace, String name) {
        return secrets.find(namespace, name);
    }

    @Override
    public Optional<String> endOfMany(Kind kind, String namespace) {
        String definition = HasMetadata.getFullResourceName(ResourceClasses.require(kind));
        return ending(
                        "namespace " + namespace,
                        () -> client.namespaces().withName(namespace).get())
                .or(() -> ending(
                        "the definition of " + kind.name(),
                        () -> client.apiextensions()
                                .v1()
                                .customResourceDefinitions()
                                .withName(definition)
                                .get()));
    }

    /** A thing that is being deleted; one that may not be looked at is taken for one that is not, and that is logged once. */
    private Optional<String> ending(
            String what, java.util.function.Supplier<? extends @org.jspecify.annotations.Nullable HasMetadata> look) {
        try {
            HasMetadata found = look.get();
            boolean ends = found != null && found.getMetadata().getDeletionTimestamp() != null;
            return ends ? Optional.of(what + " is being deleted, and all its resources with it") : Optional.empty();
        } catch (KubernetesClientException refused) {
            if (silent.add(what)) {
                LOG.warn(
                        "cannot see whether {} is being deleted; only the number of deletions is looked at: {}",
                        what,
                        refused.getMessage());
            }
            return Optional.empty();
        }
    }
}
