package dev.weft.model.spec;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs on the nodes that it selects. The workers are checked per node, after its values are filled in. */
public record NodeLayoutSpec(
        @Doc("Name of the management realm whose nodes it selects") @MaxLength(255)
        String mrealm,

        @Doc("Which nodes; {} = every node of the realm") @Name("nodeSelector")
        SelectorSpec nodeSelector,

        @Doc("The values that $(values.x) may refer to") @MaxItems(256)
        Map<String, ValueSpec> values,

        @Doc("Other values for some of the nodes") @MaxItems(1024)
        List<OverrideSpec> overrides,

        @Doc("In what portions a change comes to the nodes; one node first where more than ten are selected") @Nullable
        RolloutSpec rollout,

        @Doc("Workers, as in a node's configuration file") @MaxItems(256)
        List<Object> workers,

        @Doc("What becomes of the live objects when this custom resource is deleted; Delete when absent")
        @Name("deletionPolicy")
        @Nullable
        DeletionPolicy deletionPolicy,

        @Doc("true: every node that it selects is left as it is until this is gone") @Default("false")
        boolean suspend) {

    /** Whether it is for a node of that management realm with these labels. */
    public boolean selects(String realm, Map<String, String> labels) {
        return mrealm.equals(realm) && nodeSelector.toSelector().matches(labels);
    }

    /** A value that a layout declares. */
    public record ValueSpec(
            @Doc("What it is") ValueType type,

            @Doc("Its value where nothing else is said; absent: every node must give one") @Name("default") @Nullable
            Object otherwise,

            @Doc("What it is for") @MaxLength(4096) @Nullable
            String description) {}

    /** Types of values. */
    public enum ValueType {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN;

        /** Whether a value of the tree is of this type. */
        public boolean fits(Object value) {
            return switch (this) {
                case STRING -> value instanceof String;
                case INTEGER -> value instanceof Long;
                case NUMBER -> value instanceof Long || value instanceof Double;
                case BOOLEAN -> value instanceof Boolean;
            };
        }

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Values for the nodes that a selector selects. */
    public record OverrideSpec(
            @Doc("Which nodes") @Name("nodeSelector") SelectorSpec nodeSelector,
            @Doc("Their values") Map<String, Object> values) {}
}
