package dev.weft.controller.workload;

import dev.weft.controller.resource.Cluster;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which nodes of a namespace are left as they are: by their own word, by that of their management realm, or of a layout that selects them.
 * Pure.
 */
record Suspension(List<WeftResource> realms, List<WeftResource> layouts) {

    static Suspension of(Cluster cluster, String namespace) {
        return new Suspension(
                suspended(cluster, Kinds.MANAGEMENT_REALM, namespace),
                suspended(cluster, Kinds.NODE_LAYOUT, namespace));
    }

    private static List<WeftResource> suspended(Cluster cluster, Kind kind, String namespace) {
        return cluster.resources(kind, namespace).stream()
                .filter(Suspension::saysSuspend)
                .toList();
    }

    /** What says that a node is left as it is; empty: nothing does. */
    Optional<String> of(WeftResource node) {
        if (saysSuspend(node)) {
            return Optional.of("spec.suspend");
        }
        Object mrealm = field(node, "mrealm");
        return realms.stream()
                .filter(realm -> Objects.requireNonNullElse(
                                field(realm, "name"), realm.getMetadata().getName())
                        .equals(mrealm))
                .findFirst()
                .or(() -> layouts.stream()
                        .filter(layout -> Objects.equals(mrealm, field(layout, "mrealm")) && selects(layout, node))
                        .findFirst())
                .map(each -> "suspend of " + each.getKind() + "/"
                        + each.getMetadata().getName());
    }

    private static boolean selects(WeftResource layout, WeftResource node) {
        Map<String, String> labels =
                Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
        return ResourceDocuments.read(layout)
                .document()
                .flatMap(document -> SpecReader.read(document, Kinds.NODE_LAYOUT, NodeLayoutSpec.class)
                        .spec())
                .filter(spec -> spec.nodeSelector().toSelector().matches(labels))
                .isPresent();
    }

    private static boolean saysSuspend(WeftResource resource) {
        return Boolean.TRUE.equals(field(resource, "suspend"));
    }

    private static @org.jspecify.annotations.Nullable Object field(WeftResource resource, String name) {
        Map<String, Object> spec = resource.getSpec();
        return spec == null ? null : spec.get(name);
    }
}
