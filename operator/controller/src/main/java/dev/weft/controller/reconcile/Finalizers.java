package dev.weft.controller.reconcile;

import dev.weft.controller.deletion.Lifecycle;
import dev.weft.crd.resource.WeftResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Puts and takes our finalizer. The patch names the version that was looked at: finalizers of others are never lost. */
final class Finalizers {

    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;

    Finalizers(KubernetesClient client) {
        this.client = client;
    }

    void put(WeftResource resource) {
        write(resource, all -> all.add(Lifecycle.FINALIZER));
    }

    void take(WeftResource resource) {
        write(resource, all -> all.remove(Lifecycle.FINALIZER));
    }

    private static List<String> finalizers(WeftResource resource) {
        return new ArrayList<>(Objects.requireNonNullElse(resource.getMetadata().getFinalizers(), List.of()));
    }

    /** Looks at the API server first: the cache may lack the status that we wrote a moment ago. */
    private void write(WeftResource resource, Predicate<List<String>> change) {
        WeftResource there = client.resource(resource).get();
        if (there == null) {
            return;
        }
        List<String> finalizers = finalizers(there);
        if (!change.test(finalizers)) {
            return;
        }
        Map<String, Object> same = Map.of(
                "op", "test",
                "path", "/metadata/resourceVersion",
                "value", there.getMetadata().getResourceVersion());
        Map<String, Object> replace = Map.of("op", "add", "path", "/metadata/finalizers", "value", finalizers);
        client.resource(there).patch(JSON, client.getKubernetesSerialization().asJson(List.of(same, replace)));
    }
}
