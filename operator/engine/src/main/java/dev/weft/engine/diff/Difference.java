package dev.weft.engine.diff;

import dev.weft.config.schema.Impact;
import java.util.List;

/**
 * How a live object differs from what it shall be.
 *
 * @param changes in the order of the fields
 * @param impact the most disruptive of the fields' impacts
 * @param narrows whether something that is allowed now no longer will be; roles only
 */
public record Difference(List<FieldChange> changes, Impact.Kind impact, boolean narrows) {

    /** No difference. */
    public static final Difference NONE = new Difference(List.of(), Impact.Kind.IN_PLACE, false);

    public Difference {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
