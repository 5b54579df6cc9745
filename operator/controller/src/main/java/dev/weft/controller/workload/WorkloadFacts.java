package dev.weft.controller.workload;

import dev.weft.model.spec.WorkloadSpec.PortSpec;
import java.util.List;

/**
 * What a workload depends on besides what is written about it.
 *
 * @param image where none is written
 * @param masterUrl where none is written
 * @param listening the ports that the node's layouts listen on; empty where nothing is known
 */
record WorkloadFacts(String image, String masterUrl, List<PortSpec> listening) {

    WorkloadFacts {
        listening = List.copyOf(listening);
    }
}
