package dev.weft.model.spec;

import dev.weft.config.schema.Name;

/** What becomes of the live objects when their custom resource is deleted. Files are never deleted from: there it says nothing. */
public enum DeletionPolicy {
    /** They are stopped and removed before the resource goes. */
    @Name("Delete")
    DELETE,
    /** They stay as they are. */
    @Name("Orphan")
    ORPHAN
}
