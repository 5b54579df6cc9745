package dev.weft.model.spec;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node: its realm, its key, its values. */
public record FabricNodeSpec(
        @Doc("Name of the management realm it belongs to") @MaxLength(255)
        String mrealm,

        @Doc("Its name in the management realm; metadata.name when absent")
        @Matches(
                value = "[A-Za-z0-9][A-Za-z0-9_.\\-]{0,253}",
                meaning = "letters, digits and - _ . after a letter or digit")
        @Nullable
        String authid,

        @Doc(
                "Ed25519 public key, 64 hexadecimal digits; absent: on Kubernetes that of the Secret <name>-node-key, where there is"
                        + " one, else the node waits for its key")
        @Name("publicKey")
        @Matches(value = "[0-9a-fA-F]{64}", meaning = "64 hexadecimal digits")
        @Nullable
        String publicKey,

        @Doc("Values for the layouts that select it") @MaxItems(256)
        Map<String, Object> values,

        @Doc(
                "Shared: only what Weft put there is touched; Exclusive: what the layout does not name is drift. Exclusive when absent"
                        + " on a node that Weft paired, else Shared")
        @Name("layoutPolicy")
        @Nullable
        Policy layoutPolicy,

        @Default("false")
        @Doc("Stop what layouts put there that are gone or do not select it any more; otherwise it stays as it is")
        boolean prune,

        @Doc("Workers of this node alone, as in its configuration file") @MaxItems(256)
        List<Object> workers,

        @Doc("Retired: everything on it is stopped, then it is unpaired, and its document may go; Active when absent")
        @Nullable
        Lifecycle lifecycle,

        @Doc(
                "On Kubernetes: run the node as a StatefulSet of this name, with a Service of this name and its key in the Secret"
                        + " <name>-node-key. Removed again, all three stay as they are and are not managed any more; deletionPolicy Delete"
                        + " deletes them after the node was unpaired, and leaves the volume claim. Without Kubernetes it says nothing")
        @Nullable
        WorkloadSpec workload,

        @Doc("What becomes of the live objects when this custom resource is deleted; Orphan when absent")
        @Name("deletionPolicy")
        @Nullable
        DeletionPolicy deletionPolicy,

        @Doc("true: the node is left as it is until this is gone") @Default("false")
        boolean suspend) {

    /** Whether it is in service. */
    public enum Lifecycle {
        @Name("Active")
        ACTIVE,
        @Name("Retired")
        RETIRED
    }

    /** Whose objects the layouts may touch. */
    public enum Policy {
        @Name("Shared")
        SHARED,
        @Name("Exclusive")
        EXCLUSIVE
    }
}
