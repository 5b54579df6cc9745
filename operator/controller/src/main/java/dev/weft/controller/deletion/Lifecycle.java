package dev.weft.controller.deletion;

import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.spec.DeletionPolicy;
import java.util.List;

/** What the deletion of a resource means, as far as the resource itself says. */
public final class Lifecycle {

    /** Keeps a resource until its live objects are gone. */
    public static final String FINALIZER = "weft.dev/cleanup";

    private Lifecycle() {}

    /** As written, or the kind's default: only what no factory hangs on is removed unasked. */
    public static DeletionPolicy policy(Kind kind, WeftResource resource) {
        Object written = resource.getSpec() == null ? null : resource.getSpec().get("deletionPolicy");
        if ("Delete".equals(written)) {
            return DeletionPolicy.DELETE;
        }
        if ("Orphan".equals(written)) {
            return DeletionPolicy.ORPHAN;
        }
        return kind.equals(Kinds.NODE_LAYOUT) ? DeletionPolicy.DELETE : DeletionPolicy.ORPHAN;
    }

    public static boolean isLeaving(WeftResource resource) {
        return resource.getMetadata().getDeletionTimestamp() != null;
    }

    public static boolean isKept(WeftResource resource) {
        List<String> finalizers = resource.getMetadata().getFinalizers();
        return finalizers != null && finalizers.contains(FINALIZER);
    }

    /** Whether its deletion has something to remove. */
    public static boolean removes(Kind kind, WeftResource resource) {
        return !kind.equals(Kinds.FABRIC) && policy(kind, resource) == DeletionPolicy.DELETE;
    }
}
