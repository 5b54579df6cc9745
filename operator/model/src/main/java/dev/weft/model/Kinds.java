package dev.weft.model;

import dev.weft.model.spec.FabricNodeSpec;
import dev.weft.model.spec.FabricSourceSpec;
import dev.weft.model.spec.FabricSpec;
import dev.weft.model.spec.ManagementRealmSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every kind of document, one line each. */
public final class Kinds {

    private static final String[] POLICIES = {"managementPolicies", "protected", "ignore", "renamedFrom", "rollout"};

    public static final Kind FABRIC = Kind.built("Fabric", FabricSpec.class);
    public static final Kind MANAGEMENT_REALM = Kind.built("ManagementRealm", ManagementRealmSpec.class, POLICIES);
    public static final Kind FABRIC_NODE = Kind.built("FabricNode", FabricNodeSpec.class, POLICIES);
    public static final Kind NODE_LAYOUT = Kind.built("NodeLayout", NodeLayoutSpec.class, without("rollout"));
    public static final Kind FABRIC_SOURCE = Kind.built("FabricSource", FabricSourceSpec.class);

    private static final List<Kind> ALL = List.of(
            FABRIC,
            MANAGEMENT_REALM,
            FABRIC_NODE,
            NODE_LAYOUT,
            FABRIC_SOURCE,
            Kind.known("FabricRole"),
            Kind.known("ApplicationRealm"),
            Kind.known("Principal"),
            Kind.known("RouterCluster"),
            Kind.known("WebCluster"),
            Kind.known("FabricOrganization"),
            Kind.known("FabricUser"),
            Kind.known("FabricPlan"));

    private Kinds() {}

    /** The policies that a kind does not have yet, where it has one of them. */
    private static String[] without(String built) {
        return Arrays.stream(POLICIES).filter(name -> !name.equals(built)).toArray(String[]::new);
    }

    public static List<Kind> all() {
        return ALL;
    }

    public static Optional<Kind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The names of the kinds that can be written today, for messages. */
    public static String names() {
        return ALL.stream().filter(Kind::isBuilt).map(Kind::name).collect(Collectors.joining(", "));
    }
}
