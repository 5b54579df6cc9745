package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a StatefulSet remembers of its node, in annotations of its own: a change of them makes no new pod, and the next operator reads
 * them. Pure.
 *
 * @param awaitsOnline whether the node had its uplink when its pod was last made anew, and was not seen with it since
 */
record SetMemory(boolean awaitsOnline) {

    static final SetMemory NONE = new SetMemory(false);

    private static final String AWAITS_ONLINE = "weft.dev/awaits-online";

    static SetMemory of(StatefulSet set) {
        Map<String, String> annotations = set.getMetadata().getAnnotations();
        return annotations == null ? NONE : new SetMemory("true".equals(annotations.get(AWAITS_ONLINE)));
    }

    Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (awaitsOnline) {
            annotations.put(AWAITS_ONLINE, "true");
        }
        return annotations;
    }
}
