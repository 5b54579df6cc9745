package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Range;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record WebOptions(
        @Default("false") boolean accessLog,
        @Default("false") boolean displayTracebacks,

        @Default("false") @Doc("Tell browsers to use TLS only")
        boolean hsts,

        @Default("31536000") @Range(min = 0) @Doc("Seconds") int hstsMaxAge,

        @Range(min = 1, max = 86400) @Doc("Seconds that a client may be idle") @Nullable
        Integer clientTimeout) {}
