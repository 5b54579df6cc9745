package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import java.util.List;
import java.util.Optional;

/**
 * One resource of a fleet.
 *
 * @param document empty when it cannot be read at all
 * @param findings why not
 */
record Entry(
        ResourceRef ref,
        WeftResource resource,
        Optional<Document> document,
        List<Finding> findings,
        DeletionStage deletion) {

    Entry {
        findings = List.copyOf(findings);
    }

    long generation() {
        Long generation = resource.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    Entry at(DeletionStage stage) {
        return new Entry(ref, resource, document, findings, stage);
    }
}
