package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record RawSocketOptions(
        @Range(min = 1, max = 67_108_864) @Doc("Largest message in bytes") @Nullable
        Integer maxMessageSize) {}
