package dev.weft.controller.workload;

import dev.weft.model.spec.WorkloadSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose objects they are.
 *
 * @param name of the FabricNode, and so of StatefulSet and Service
 * @param authid what the node is called at its master
 */
record NodeIdentity(String namespace, String name, String authid) {

    /** On everything that is made for a node: the name of its FabricNode. */
    static final String NODE = "weft.dev/node";

    /** Whether StatefulSet, Service and label can have that name. */
    boolean isNameable() {
        return name.matches(WorkloadSpec.NAME);
    }

    /** By which Service and StatefulSet find the pod. These never change: selectors cannot. */
    Map<String, String> selector() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("app.kubernetes.io/name", "weft-node");
        labels.put(NODE, name);
        return labels;
    }

    Map<String, String> labels() {
        Map<String, String> labels = selector();
        labels.put("app.kubernetes.io/component", "node");
        labels.put("app.kubernetes.io/part-of", "weft");
        labels.put("app.kubernetes.io/managed-by", "weft-operator");
        return labels;
    }

    /** Whether an object of its name was made for it, or given to it. */
    boolean owns(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && name.equals(labels.get(NODE));
    }
}
