package dev.weft.controller.resource;

import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.util.Comparator;

/** A custom resource by name. */
public record ResourceRef(Kind kind, String namespace, String name) implements Comparable<ResourceRef> {

    private static final Comparator<ResourceRef> ORDER = Comparator.comparing(ResourceRef::namespace)
            .thenComparing(ref -> ref.kind().name())
            .thenComparing(ResourceRef::name);

    public static ResourceRef of(WeftResource resource) {
        Kind kind = Kinds.find(resource.getKind())
                .orElseThrow(() -> new IllegalArgumentException("no kind of ours: " + resource.getKind()));
        return new ResourceRef(
                kind,
                resource.getMetadata().getNamespace(),
                resource.getMetadata().getName());
    }

    /** {@code NodeLayout/plant/base}, as findings and plans name where something is written. */
    public String title() {
        return kind.name() + "/" + namespace + "/" + name;
    }

    /** {@code NodeLayout/base}, for people who look at one namespace. */
    public String inNamespace() {
        return kind.name() + "/" + name;
    }

    @Override
    public int compareTo(ResourceRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return title();
    }
}
