package dev.weft.controller.workload;

import dev.weft.model.spec.WorkloadSpec.PortSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a workload depends on besides what is written about it.
 *
 * @param image where none is written
 * @param masterUrl where none is written
 * @param authority whom to trust as the master; empty: as Java does
 * @param publicKey of the node; empty where its key was not made yet
 * @param listening the ports that the node's layouts listen on; empty where nothing is known
 */
record WorkloadFacts(
        String image,
        String masterUrl,
        Optional<MasterAuthority> authority,
        Optional<String> publicKey,
        List<PortSpec> listening) {

    WorkloadFacts {
        listening = List.copyOf(listening);
    }

    WorkloadFacts withKey(String made) {
        return new WorkloadFacts(image, masterUrl, authority, Optional.of(made), listening);
    }
}
