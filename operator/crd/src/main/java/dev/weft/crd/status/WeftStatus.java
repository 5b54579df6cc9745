package dev.weft.crd.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.config.schema.Doc;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a resource of any kind; what a kind has nothing to say about is absent. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WeftStatus(
        @Doc("The generation of the spec that this is about") @Nullable
        Long observedGeneration,

        @Doc(
                "Ready and Synced always, Online for nodes; Reconciling, Stalled, Drifted, Paused, DeletionHeld, DeletionBlocked while true")
        @Nullable
        List<Condition> conditions,

        @Doc(
                "Digest of what is in force: for a ManagementRealm all documents of the fleet, for a NodeLayout its own spec")
        @Nullable
        String revision,

        @Doc("The plan that was carried out last, or waits for an approval") @Nullable
        PlanStatus plan,

        @Doc("The id that the master gave; for people") @Nullable
        String externalId,

        @Doc("How far it is on the nodes: 99/100 applied, 1 offline") @Nullable
        String nodes,

        @Doc("When something was last changed for it") @Nullable
        String lastAppliedTime,

        @Doc("The commit whose documents are in force") @Nullable
        String lastAppliedRevision,

        @Doc("The commit that was looked at last, in force or not") @Nullable
        String lastAttemptedRevision,

        @Doc("The last ten commits that were applied, the newest last") @Nullable
        List<AppliedRevision> history,

        @Doc(
                "The commit that is in force for a part of the resources only, because applying it did not come to its end")
        @Nullable
        PartlyApplied partlyApplied) {

    /** Nothing is known yet. */
    public static final WeftStatus EMPTY =
            new WeftStatus(null, List.of(), null, null, null, null, null, null, null, null, null);

    public WeftStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        history = history == null ? List.of() : List.copyOf(history);
    }

    @Override
    public List<Condition> conditions() {
        return conditions == null ? List.of() : conditions;
    }

    @Override
    public List<AppliedRevision> history() {
        return history == null ? List.of() : history;
    }

    /** The condition of that type, if there is one. */
    public Optional<Condition> condition(String type) {
        return conditions().stream().filter(each -> each.type().equals(type)).findFirst();
    }
}
