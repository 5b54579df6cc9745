package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param mark what to leave on it, for objects in the master's database
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
        Origin origin,
        Optional<OwnerTag> mark) {

    public Action {
        changes = List.copyOf(changes);
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
    }

    /** Something that is missing. */
    static Action create(DesiredObject wanted, String reason, SortedSet<ObjectPath> dependsOn) {
        return new Action(
                wanted.path(),
                ActionType.CREATE,
                reason,
                List.of(),
                wanted.config(),
                dependsOn,
                Disruption.NONE,
                "",
                wanted.origin(),
                Optional.empty());
    }

    /** Something that is too much. */
    static Action delete(ObjectPath path, String reason, SortedSet<ObjectPath> dependsOn, String precondition) {
        return new Action(
                path,
                ActionType.DELETE,
                reason,
                List.of(),
                Map.of(),
                dependsOn,
                Impacts.ofStop(path.kind()),
                precondition,
                Origin.NONE,
                Optional.empty());
    }

    /**
     * Whether it stops what is there with all that is inside it, for good or to be started again. A node that is paired anew, with
     * another key, keeps what runs on it.
     */
    public boolean takesDown() {
        return type == ActionType.DELETE || type.stopsFirst() && path.kind().isOnNode();
    }

    Action waitingFor(SortedSet<ObjectPath> dependencies) {
        return new Action(path, type, reason, changes, config, dependencies, disruption, precondition, origin, mark);
    }

    Action marked(OwnerTag tag) {
        return new Action(
                path, type, reason, changes, config, dependsOn, disruption, precondition, origin, Optional.of(tag));
    }
}
