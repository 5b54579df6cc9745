package dev.weft.config.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The elements are objects with a life of their own (a role of a realm, a service of a transport): each is started, compared and
 * stopped by itself and is no part of the block that declares it, with the exception of the element {@link #except()}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OwnObjects {
    /** The dictionary key that stays part of the block; none where empty. */
    String except() default "";
}
