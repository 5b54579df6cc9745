package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches what carries the label of a node: StatefulSets, Services, Secrets and pods. Before the start it has seen nothing. */
final class WorkloadInformers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkloadInformers.class);

    private final List<SharedIndexInformer<Pod>> pods = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<StatefulSet>> sets = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<Service>> services = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<Secret>> secrets = new CopyOnWriteArrayList<>();
    private final List<SharedIndexInformer<?>> all = new CopyOnWriteArrayList<>();

    /**
     * Starts; does not wait until everything was read.
     *
     * @param namespaces empty for all
     * @param changed told namespace and name of the node
     */
    void start(KubernetesClient client, Set<String> namespaces, BiConsumer<String, String> changed) {
        if (namespaces.isEmpty()) {
            pods.add(start(client.pods().inAnyNamespace().withLabel(NodeIdentity.NODE), changed));
            services.add(start(client.services().inAnyNamespace().withLabel(NodeIdentity.NODE), changed));
            secrets.add(start(client.secrets().inAnyNamespace().withLabel(NodeIdentity.NODE), changed));
            sets.add(start(client.apps().statefulSets().inAnyNamespace().withLabel(NodeIdentity.NODE), changed));
        }
        for (String namespace : namespaces) {
            pods.add(start(client.pods().inNamespace(namespace).withLabel(NodeIdentity.NODE), changed));
            services.add(start(client.services().inNamespace(namespace).withLabel(NodeIdentity.NODE), changed));
            secrets.add(start(client.secrets().inNamespace(namespace).withLabel(NodeIdentity.NODE), changed));
            sets.add(start(client.apps().statefulSets().inNamespace(namespace).withLabel(NodeIdentity.NODE), changed));
        }
    }

    List<Pod> pods(NodeIdentity node) {
        return pods.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .filter(pod -> node.namespace().equals(pod.getMetadata().getNamespace()) && node.owns(pod))
                .toList();
    }

    /** The one of its StatefulSet. */
    Optional<Pod> pod(NodeIdentity node) {
        return find(pods, node, node.name() + "-0");
    }

    List<StatefulSet> statefulSets(String namespace) {
        return sets.stream()
                .flatMap(informer -> informer.getStore().list().stream())
                .filter(set -> namespace.equals(set.getMetadata().getNamespace()))
                .toList();
    }

    Optional<StatefulSet> statefulSet(NodeIdentity node) {
        return find(sets, node, node.name());
    }

    Optional<Service> service(NodeIdentity node) {
        return find(services, node, node.name());
    }

    Optional<Secret> secret(NodeIdentity node, String name) {
        return find(secrets, node, name);
    }

    /** One that is the node's. */
    private static <T extends HasMetadata> Optional<T> find(
            List<SharedIndexInformer<T>> informers, NodeIdentity node, String name) {
        String key = node.namespace() + "/" + name;
        return informers.stream()
                .map(informer -> informer.getIndexer().getByKey(key))
                .filter(Objects::nonNull)
                .filter(node::owns)
                .findFirst();
    }

    private <T extends HasMetadata> SharedIndexInformer<T> start(
            Informable<T> what, BiConsumer<String, String> changed) {
        SharedIndexInformer<T> informer = what.runnableInformer(0);
        informer.addEventHandler(new Told<>(changed));
        informer.exceptionHandler((started, failure) -> {
            LOG.warn("what runs nodes cannot be watched, tried again: {}", failure.getMessage());
            return true;
        });
        informer.start();
        all.add(informer);
        return informer;
    }

    @Override
    public void close() {
        all.forEach(SharedIndexInformer::close);
    }

    private record Told<T extends HasMetadata>(BiConsumer<String, String> changed) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            tell(object);
        }

        @Override
        public void onUpdate(T before, T now) {
            tell(now);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            tell(object);
        }

        private void tell(T object) {
            Map<String, String> labels = object.getMetadata().getLabels();
            String node = labels == null ? null : labels.get(NodeIdentity.NODE);
            if (node != null) {
                changed.accept(object.getMetadata().getNamespace(), node);
            }
        }
    }
}
