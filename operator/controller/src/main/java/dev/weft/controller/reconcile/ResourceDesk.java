package dev.weft.controller.reconcile;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.model.Kind;
import java.util.Optional;

/** Whoever knows what resources mean. Thread-safe; none of these blocks. */
public interface ResourceDesk {

    /** Whether it has a part in what is said about resources of that kind. */
    default boolean serves(Kind kind) {
        return true;
    }

    /** A resource came, changed or went: look at it, soon. */
    void onChange(ResourceRef ref);

    /** What is to be said about it; empty while nothing is known. */
    Optional<StatusDraft> draft(ResourceRef ref);

    /** How far its deletion is. */
    DeletionStage deletion(ResourceRef ref);

    /** Whether it must get our finalizer before anything of it is in force. */
    boolean isUnkept(ResourceRef ref);
}
