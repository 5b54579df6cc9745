package dev.weft.crd.resource;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** Custom resource of kind {@link dev.weft.model.Kinds#FABRIC_SOURCE}. */
@Group("weft.dev")
@Version("v1alpha1")
@Kind("FabricSource")
@Plural("fabricsources")
public final class FabricSource extends WeftResource {

    private static final long serialVersionUID = 1L;
}
