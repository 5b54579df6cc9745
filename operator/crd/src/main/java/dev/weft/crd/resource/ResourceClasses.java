package dev.weft.crd.resource;

import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which class is which kind, one line each. */
public final class ResourceClasses {

    private static final Map<Kind, Class<? extends WeftResource>> BY_KIND = new LinkedHashMap<>();

    static {
        BY_KIND.put(Kinds.FABRIC, Fabric.class);
        BY_KIND.put(Kinds.MANAGEMENT_REALM, ManagementRealm.class);
        BY_KIND.put(Kinds.FABRIC_NODE, FabricNode.class);
        BY_KIND.put(Kinds.NODE_LAYOUT, NodeLayout.class);
        BY_KIND.put(Kinds.FABRIC_SOURCE, FabricSource.class);
    }

    private ResourceClasses() {}

    /** The kinds that have custom resources. */
    public static List<Kind> kinds() {
        return List.copyOf(BY_KIND.keySet());
    }

    public static Optional<Class<? extends WeftResource>> find(Kind kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    /** A resource of the kind, in which nothing is written yet. */
    public static WeftResource make(Kind kind) {
        Class<? extends WeftResource> type = require(kind);
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("every class of resources can be made: " + type, impossible);
        }
    }

    /** @throws IllegalArgumentException for a kind without custom resources */
    public static Class<? extends WeftResource> require(Kind kind) {
        return find(kind)
                .orElseThrow(
                        () -> new IllegalArgumentException(kind.name() + " has no custom resources in this version"));
    }
}
