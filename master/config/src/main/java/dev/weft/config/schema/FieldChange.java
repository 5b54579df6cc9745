package dev.weft.config.schema;

import org.jspecify.annotations.Nullable;

/**
 * A difference between a live and a desired block.
 *
 * @param pointer JSON pointer into the canonical block; elements of keyed lists are addressed by their key values, joined by a space
 * @param from the live value, null where absent; {@code ***} for secrets
 * @param to the desired value, null where absent; {@code ***} for secrets
 * @param impact what the change does to the running object
 * @param secret true where the values are hidden
 */
public record FieldChange(
        String pointer, @Nullable Object from, @Nullable Object to, Impact.Kind impact, boolean secret) {}
