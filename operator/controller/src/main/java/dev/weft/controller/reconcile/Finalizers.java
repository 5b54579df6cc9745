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

/** Puts and takes our finalizer. The patch names the version that was looked at: finalizers of others are never lost. */
final class Finalizers {

    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;

    Finalizers(KubernetesClient client) {
        this.client = client;
    }

    void put(WeftResource resource) {
        List<String> all = finalizers(resource);
        all.add(Lifecycle.FINALIZER);
        write(resource, all);
    }

    void take(WeftResource resource) {
        List<String> all = finalizers(resource);
        all.remove(Lifecycle.FINALIZER);
        write(resource, all);
    }

    private static List<String> finalizers(WeftResource resource) {
        return new ArrayList<>(Objects.requireNonNullElse(resource.getMetadata().getFinalizers(), List.of()));
    }

    private void write(WeftResource resource, List<String> finalizers) {
        Map<String, Object> same = Map.of(
                "op", "test",
                "path", "/metadata/resourceVersion",
                "value", resource.getMetadata().getResourceVersion());
        Map<String, Object> replace = Map.of("op", "add", "path", "/metadata/finalizers", "value", finalizers);
        client.resource(resource)
                .patch(JSON, client.getKubernetesSerialization().asJson(List.of(same, replace)));
    }
}
