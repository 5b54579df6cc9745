package dev.weft.crd.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.config.schema.Doc;
import org.jspecify.annotations.Nullable;

/** One condition, as Kubernetes has them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        @Doc("What it is about, in CamelCase") String type,
        @Doc("True, False or Unknown") String status,

        @Doc("The generation of the spec that this is about") @Nullable
        Long observedGeneration,

        @Doc("When the status last changed, RFC 3339") @Nullable
        String lastTransitionTime,

        @Doc("Why, in one CamelCase word") @Nullable String reason,
        @Doc("Why, in words, and what to do") @Nullable String message) {

    public static final String READY = "Ready";
    public static final String SYNCED = "Synced";
    public static final String ONLINE = "Online";
    public static final String WORKLOAD_READY = "WorkloadReady";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";
    public static final String DRIFTED = "Drifted";
    public static final String PAUSED = "Paused";
    public static final String DELETION_HELD = "DeletionHeld";
    public static final String DELETION_BLOCKED = "DeletionBlocked";

    public static final String TRUE = "True";
    public static final String FALSE = "False";
    public static final String UNKNOWN = "Unknown";

    /** Whether it says True. */
    @JsonIgnore
    public boolean isTrue() {
        return TRUE.equals(status);
    }

    /** The same, seen at this generation, since that time. */
    public Condition at(@Nullable Long generation, String since) {
        return new Condition(type, status, generation, since, reason, message);
    }
}
