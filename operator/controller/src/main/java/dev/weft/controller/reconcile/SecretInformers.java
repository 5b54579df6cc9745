package dev.weft.controller.reconcile;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets of the watched namespaces, kept up to date. Values are decoded when they are asked for, and shown to nobody. */
public final class SecretInformers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecretInformers.class);
    /** Most Secrets of a namespace can be these, and each is large; no document refers to one. */
    private static final String RELEASES = "helm.sh/release.v1";

    private static final int LARGEST = 64 * 1024;

    private final List<SharedIndexInformer<Secret>> informers = new ArrayList<>();
    private final Set<String> namespaces;

    /** @param namespaces empty for all */
    public SecretInformers(KubernetesClient client, Set<String> namespaces) {
        this.namespaces = Set.copyOf(namespaces);
        if (namespaces.isEmpty()) {
            informers.add(client.secrets()
                    .inAnyNamespace()
                    .withoutField("type", RELEASES)
                    .runnableInformer(0));
        }
        for (String namespace : this.namespaces) {
            informers.add(client.secrets()
                    .inNamespace(namespace)
                    .withoutField("type", RELEASES)
                    .runnableInformer(0));
        }
    }

    /**
     * Starts, and returns when everything was read once.
     *
     * @param changed told namespace and name of each Secret that came, changed or went
     */
    public void start(BiConsumer<String, String> changed) {
        for (SharedIndexInformer<Secret> informer : informers) {
            informer.addEventHandler(new Told(changed));
            informer.exceptionHandler((started, failure) -> {
                LOG.warn("Secrets cannot be watched, tried again: {}", failure.getMessage());
                return true;
            });
            informer.start().toCompletableFuture().join();
        }
    }

    /** Whether everything was read, and changes are heard. */
    public boolean isHealthy() {
        return informers.stream().allMatch(each -> each.hasSynced() && each.isWatching());
    }

    Optional<Map<String, String>> find(String namespace, String name) {
        String key = namespace + "/" + name;
        return informers.stream()
                .map(informer -> informer.getIndexer().getByKey(key))
                .filter(Objects::nonNull)
                .findFirst()
                .map(SecretInformers::entries);
    }

    private static Map<String, String> entries(Secret secret) {
        Map<String, String> entries = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData().forEach((key, value) -> decode(value).ifPresent(text -> entries.put(key, text)));
        }
        return entries;
    }

    /** As files of secrets are read: text, and one line end at the end is not part of it. */
    private static Optional<String> decode(String value) {
        try {
            byte[] bytes = Base64.getDecoder().decode(value);
            if (bytes.length > LARGEST) {
                return Optional.empty();
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Optional.of(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private record Told(BiConsumer<String, String> changed) implements ResourceEventHandler<Secret> {

        @Override
        public void onAdd(Secret secret) {
            tell(secret);
        }

        @Override
        public void onUpdate(Secret before, Secret now) {
            if (!Objects.equals(before.getData(), now.getData())) {
                tell(now);
            }
        }

        @Override
        public void onDelete(Secret secret, boolean finalStateUnknown) {
            tell(secret);
        }

        private void tell(Secret secret) {
            changed.accept(
                    secret.getMetadata().getNamespace(), secret.getMetadata().getName());
        }
    }
}
