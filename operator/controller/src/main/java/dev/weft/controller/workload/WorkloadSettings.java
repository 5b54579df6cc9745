package dev.weft.controller.workload;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether and how nodes are run.
 *
 * @param permitted whether the operator has the rights for it
 * @param image of nodes that name none; empty: each has to name one
 * @param ownNamespace where the Fabric is
 * @param installation owner mark, where the Fabric names none
 * @param namespaces that are watched; empty for all
 * @param maxUnavailable how many are renewed at a time
 * @param again when something that failed is tried again
 */
public record WorkloadSettings(
        boolean permitted,
        Optional<String> image,
        String ownNamespace,
        String installation,
        Set<String> namespaces,
        MaxUnavailable maxUnavailable,
        Duration again) {

    public WorkloadSettings {
        namespaces = Set.copyOf(namespaces);
    }
}
