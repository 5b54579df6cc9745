package dev.weft.config.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What has to happen to a running object when the field changes. On a type: for all its fields that say nothing themselves. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Impact {
    Kind value();

    /** From the least to the most disruptive, then the two that are not changes of a running object. */
    enum Kind {
        /** In force at once; nothing is stopped. */
        IN_PLACE,
        /** The object is stopped and started under the same id. */
        RESTART_OBJECT,
        /** The worker that holds the object is stopped and started, with all that it holds. */
        RESTART_WORKER,
        /** Another value means another object. */
        IMMUTABLE,
        /** Filled in by the node; never compared. */
        SERVER_RESOLVED,
        /** Never read back; compared only where a live value is known. */
        WRITE_ONLY
    }
}
