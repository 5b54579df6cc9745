package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thing to do to one object.
 *
 * @param reason why, in a few words
 * @param changes the fields that differ; empty for create and delete
 * @param config what the object shall be, secrets as references; empty for delete
 * @param dependsOn objects whose actions in this plan must be done before
 * @param precondition digest of the live object that was looked at; empty when there was none
 * @param origin where the object is written; unknown for what no document names
 */
public record Action(
        ObjectPath path,
        ActionType type,
        String reason,
        List<FieldChange> changes,
        Map<String, Object> config,
        SortedSet<ObjectPath> dependsOn,
        Disruption disruption,
        String precondition,
        Origin origin) {

    public Action {
        changes = List.copyOf(changes);
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
    }
}
