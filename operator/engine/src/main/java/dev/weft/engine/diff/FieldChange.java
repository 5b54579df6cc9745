package dev.weft.engine.diff;

import dev.weft.model.Origin;
import org.jspecify.annotations.Nullable;

/**
 * One field that changes.
 *
 * @param field the field as people write it: {@code permissions[com.plant. prefix].allow.call}
 * @param before the live value; null when absent
 * @param after the wanted value; null when absent
 * @param secret whether the values are withheld; both are then null
 * @param origin where the wanted value, or what enclosed a removed one, is written
 */
public record FieldChange(
        String field, @Nullable Object before, @Nullable Object after, boolean secret, Origin origin) {}
