package dev.weft.controller.status;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.engine.path.NodeKey;
import dev.weft.model.Finding;
import java.util.List;
import java.util.Optional;

/**
 * One resource of a fleet.
 *
 * @param generation of its spec
 * @param errors what is wrong with it
 * @param node the node that it declares, if it is one
 * @param deletion how far its deletion is
 * @param inForce whether what it says now is what the fleet is kept by
 */
public record Written(
        ResourceRef ref,
        long generation,
        List<Finding> errors,
        Optional<NodeKey> node,
        DeletionStage deletion,
        boolean inForce) {

    public Written {
        errors = List.copyOf(errors);
    }

    boolean isValid() {
        return errors.isEmpty();
    }
}
