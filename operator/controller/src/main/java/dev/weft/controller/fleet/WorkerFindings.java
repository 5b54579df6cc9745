package dev.weft.controller.fleet;

import dev.weft.controller.resource.ResourceRef;
import dev.weft.model.Document;
import dev.weft.model.Finding;
import dev.weft.model.Kinds;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Findings about workers in words that a condition can show. A file has lines, a resource has none: the worker is named, and on a node,
 * whose values are only filled in, the layout that has the field.
 */
final class WorkerFindings {

    private static final String WORKER = "worker";

    private final Map<ResourceRef, Document> documents;

    WorkerFindings(Map<ResourceRef, Document> documents) {
        this.documents = documents;
    }

    /** The finding with its worker in the message; others as they are. */
    Finding named(Finding finding) {
        if (!finding.subject().startsWith(WORKER)) {
            return finding;
        }
        String layouts = node(finding).map(node -> layouts(finding, node)).orElse("");
        String message = finding.subject() + (layouts.isEmpty() ? "" : " of " + layouts + ", with this node's values")
                + ": " + finding.message();
        return new Finding(finding.severity(), finding.origin(), finding.subject(), message, finding.remedy());
    }

    private Optional<Document> node(Finding finding) {
        return documents.entrySet().stream()
                .filter(each -> each.getKey().kind().equals(Kinds.FABRIC_NODE)
                        && each.getKey().title().equals(finding.origin().file()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Those that select the node and have that worker. */
    private String layouts(Finding finding, Document node) {
        return documents.entrySet().stream()
                .filter(each -> each.getKey().kind().equals(Kinds.NODE_LAYOUT)
                        && spec(each.getValue())
                                .filter(spec -> hasWorker(spec, finding) && selects(spec, node))
                                .isPresent())
                .map(each -> each.getValue().title())
                .collect(Collectors.joining(", "));
    }

    private static Optional<NodeLayoutSpec> spec(Document layout) {
        return SpecReader.read(layout, Kinds.NODE_LAYOUT, NodeLayoutSpec.class).spec();
    }

    private static boolean selects(NodeLayoutSpec spec, Document node) {
        return spec.selects(
                String.valueOf(node.spec().get("mrealm")), node.metadata().labels());
    }

    private static boolean hasWorker(NodeLayoutSpec spec, Finding finding) {
        return spec.workers().stream()
                .anyMatch(worker -> worker instanceof Map<?, ?> fields
                        && finding.subject().equals(WORKER + " '" + fields.get("id") + "'"));
    }
}
