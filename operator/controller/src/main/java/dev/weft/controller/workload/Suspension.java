package dev.weft.controller.workload;

import dev.weft.controller.resource.Cluster;
import dev.weft.crd.resource.ResourceDocuments;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a namespace are left as they are: by their own word, by that of their management realm, or of a layout that selects them.
 * Told by the resources as they are written, not by what is in force: the word holds too while another resource of the fleet is not valid,
 * and before the fleet was ever looked at. Each is read once. Pure.
 */
record Suspension(List<Whole> realms, List<Some> layouts) {

    /** A management realm that says so for all its nodes. */
    private record Whole(String title, String mrealm) {}

    /** A layout that says so for the nodes that it selects. */
    private record Some(String title, NodeLayoutSpec spec) {}

    static Suspension of(Cluster cluster, String namespace) {
        return of(
                cluster.resources(Kinds.MANAGEMENT_REALM, namespace), cluster.resources(Kinds.NODE_LAYOUT, namespace));
    }

    static Suspension of(Collection<WeftResource> realms, Collection<WeftResource> layouts) {
        return new Suspension(
                suspended(realms)
                        .map(each -> new Whole(title(Kinds.MANAGEMENT_REALM, each), mrealm(each)))
                        .toList(),
                suspended(layouts).flatMap(each -> spec(each).stream()).toList());
    }

    private static Stream<WeftResource> suspended(Collection<WeftResource> all) {
        return all.stream().filter(Suspension::saysSuspend);
    }

    /** What says that a node is left as it is; empty: nothing does. */
    Optional<String> of(WeftResource node) {
        if (saysSuspend(node)) {
            return Optional.of("spec.suspend");
        }
        String mrealm = String.valueOf(field(node, "mrealm"));
        Map<String, String> labels =
                Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
        return Stream.concat(
                        realms.stream()
                                .filter(realm -> realm.mrealm().equals(mrealm))
                                .map(Whole::title),
                        layouts.stream()
                                .filter(layout -> layout.spec().selects(mrealm, labels))
                                .map(Some::title))
                .findFirst()
                .map(title -> "suspend of " + title);
    }

    private static Optional<Some> spec(WeftResource layout) {
        return ResourceDocuments.read(layout)
                .document()
                .flatMap(document -> SpecReader.read(document, Kinds.NODE_LAYOUT, NodeLayoutSpec.class)
                        .spec())
                .map(spec -> new Some(title(Kinds.NODE_LAYOUT, layout), spec));
    }

    private static String mrealm(WeftResource realm) {
        Object name = field(realm, "name");
        return name == null ? realm.getMetadata().getName() : name.toString();
    }

    private static String title(Kind kind, WeftResource resource) {
        return kind.name() + "/" + resource.getMetadata().getName();
    }

    private static boolean saysSuspend(WeftResource resource) {
        return Boolean.TRUE.equals(field(resource, "suspend"));
    }

    private static @Nullable Object field(WeftResource resource, String name) {
        Map<String, Object> spec = resource.getSpec();
        return spec == null ? null : spec.get(name);
    }
}
