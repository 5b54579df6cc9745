package dev.weft.controller;

import dev.weft.controller.fleet.FleetSettings;
import dev.weft.controller.lead.LeaseSettings;
import dev.weft.controller.source.SourceSettings;
import dev.weft.controller.workload.WorkloadSettings;
import java.util.Optional;
import java.util.Set;

/**
 * What one operator process does, and where.
 *
 * @param namespaces whose resources are reconciled; empty for all
 * @param selector label selector on all kinds but Fabric
 * @param identity who we are in Events
 * @param lease by which one of several leads; empty: this one does, always
 * @param http where metrics and health are served
 * @param sources how repositories are followed; empty: they are not
 */
public record OperatorSettings(
        Set<String> namespaces,
        Optional<String> selector,
        String identity,
        Optional<LeaseSettings> lease,
        HttpAddress http,
        FleetSettings fleets,
        Optional<SourceSettings> sources,
        WorkloadSettings workloads) {

    public OperatorSettings {
        namespaces = Set.copyOf(namespaces);
    }

    /** @param port 0: any that is free */
    public record HttpAddress(String host, int port) {}
}
