package dev.weft.model.spec;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import org.jspecify.annotations.Nullable;

/** A management realm on the master. */
public record ManagementRealmSpec(
        @Doc("Its name on the master; metadata.name when absent")
        @Matches(value = NAME, meaning = "a letter, then 2 to 254 letters, digits and - _ @ .")
        @Nullable
        String name,

        @Doc("Shown to people") @MaxLength(255) @Nullable String label,

        @Doc("Shown to people") @MaxLength(4096) @Nullable String description,

        @Doc("What becomes of the live objects when this custom resource is deleted; Orphan when absent")
        @Name("deletionPolicy")
        @Nullable
        DeletionPolicy deletionPolicy,

        @Doc("true: the whole fleet is left as it is until this is gone") @Default("false")
        boolean suspend) {

    /** What the master accepts as a name. */
    public static final String NAME = "[A-Za-z][A-Za-z0-9_\\-@.]{2,254}";
}
