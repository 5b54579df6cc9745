package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a StatefulSet remembers of its node, in annotations of its own: a change of them makes no new pod, and the next operator reads
 * them. Pure.
 *
 * @param awaitsOnline whether the node had its uplink when its pod was last made anew, and was not seen with it since
 * @param key fingerprint of the key that its pod has, where the pod does not tell itself; empty: the pod tells, or nobody knows
 */
record SetMemory(boolean awaitsOnline, Optional<String> key) {

    static final SetMemory NONE = new SetMemory(false, Optional.empty());

    private static final String AWAITS_ONLINE = "weft.dev/awaits-online";

    static SetMemory of(StatefulSet set) {
        return new SetMemory(
                find(set.getMetadata(), AWAITS_ONLINE).isPresent(), find(set.getMetadata(), WorkloadPod.KEY));
    }

    /** What the pods of a StatefulSet tell of their key; empty: they were made before pods did. */
    static Optional<String> keyOfPod(StatefulSet set) {
        return find(set.getSpec().getTemplate().getMetadata(), WorkloadPod.KEY);
    }

    private static Optional<String> find(@org.jspecify.annotations.Nullable ObjectMeta metadata, String annotation) {
        return Optional.ofNullable(metadata)
                .flatMap(each -> Optional.ofNullable(each.getAnnotations()))
                .flatMap(annotations -> Optional.ofNullable(annotations.get(annotation)));
    }

    Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (awaitsOnline) {
            annotations.put(AWAITS_ONLINE, "true");
        }
        key.ifPresent(fingerprint -> annotations.put(WorkloadPod.KEY, fingerprint));
        return annotations;
    }
}
