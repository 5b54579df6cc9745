package dev.weft.controller.reconcile;

import dev.weft.controller.reconcile.WeftReconciler.Surroundings;
import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.FabricSource;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.model.Kinds;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.util.List;

/** The kinds that are served, one class of a line each: the operator framework finds the resource's class in it. */
public final class Reconcilers {

    private Reconcilers() {}

    public static List<WeftReconciler<?>> all(Surroundings around) {
        return List.of(
                new Fabrics(around), new ManagementRealms(around), new FabricNodes(around), new NodeLayouts(around));
    }

    /** Of repositories, where they are followed. */
    public static WeftReconciler<?> sources(Surroundings around) {
        return new FabricSources(around);
    }

    @ControllerConfiguration(name = "fabrics")
    static final class Fabrics extends WeftReconciler<Fabric> {
        Fabrics(Surroundings around) {
            super(Kinds.FABRIC, around);
        }
    }

    @ControllerConfiguration(name = "managementrealms")
    static final class ManagementRealms extends WeftReconciler<ManagementRealm> {
        ManagementRealms(Surroundings around) {
            super(Kinds.MANAGEMENT_REALM, around);
        }
    }

    @ControllerConfiguration(name = "fabricnodes")
    static final class FabricNodes extends WeftReconciler<FabricNode> {
        FabricNodes(Surroundings around) {
            super(Kinds.FABRIC_NODE, around);
        }
    }

    @ControllerConfiguration(name = "fabricsources")
    static final class FabricSources extends WeftReconciler<FabricSource> {
        FabricSources(Surroundings around) {
            super(Kinds.FABRIC_SOURCE, around);
        }
    }

    @ControllerConfiguration(name = "nodelayouts")
    static final class NodeLayouts extends WeftReconciler<NodeLayout> {
        NodeLayouts(Surroundings around) {
            super(Kinds.NODE_LAYOUT, around);
        }
    }
}
