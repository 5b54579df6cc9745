package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A Python application within the router. Runs foreign code")
@TypeName("wsgi")
@Impact(RESTART_OBJECT)
public record WsgiService(
        @FileId @Nullable String id,
        @MaxLength(1024) String module,
        @MaxLength(255) String object,
        @Range(min = 0, max = 1000) @Nullable Integer minthreads,
        @Range(min = 1, max = 1000) @Nullable Integer maxthreads)
        implements WebService {}
