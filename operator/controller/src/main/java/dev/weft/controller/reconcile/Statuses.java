package dev.weft.controller.reconcile;

import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.WeftStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes statuses, and remembers the last one of each resource until the cache has it too: a stale cache makes no second write. */
final class Statuses {

    private static final PatchContext JSON = PatchContext.of(PatchType.JSON);

    private final Map<String, Wrote> wrote = new ConcurrentHashMap<>();

    /** What was written, and the version that it made. */
    private record Wrote(WeftStatus status, String version) {}

    /** The newest status that is known of the resource; null for none. */
    @Nullable
    WeftStatus known(WeftResource resource) {
        String uid = String.valueOf(resource.getMetadata().getUid());
        Wrote last = wrote.get(uid);
        if (last == null || Objects.equals(resource.getStatus(), last.status())) {
            return resource.getStatus();
        }
        if (isNewer(String.valueOf(resource.getMetadata().getResourceVersion()), last.version())) {
            // Somebody else wrote since: what is there counts.
            wrote.remove(uid);
            return resource.getStatus();
        }
        return last.status();
    }

    void write(KubernetesClient client, WeftResource resource, WeftStatus status) {
        // "add" replaces what is there, so that what is not said any more goes.
        Map<String, Object> replace = Map.of("op", "add", "path", "/status", "value", status);
        WeftResource written = client.resource(resource)
                .subresource("status")
                .patch(JSON, client.getKubernetesSerialization().asJson(List.of(replace)));
        wrote.put(
                String.valueOf(resource.getMetadata().getUid()),
                new Wrote(status, String.valueOf(written.getMetadata().getResourceVersion())));
    }

    /** A resource is not there any more. */
    void forget(String uid) {
        wrote.remove(uid);
    }

    /** Versions are numbers as far as anybody has seen; where they are not, the cache counts. */
    private static boolean isNewer(String version, String than) {
        try {
            return Long.parseUnsignedLong(version) > Long.parseUnsignedLong(than);
        } catch (NumberFormatException opaque) {
            return !version.equals(than);
        }
    }
}
