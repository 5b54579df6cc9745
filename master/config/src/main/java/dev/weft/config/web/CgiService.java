package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Runs a program for each request")
@TypeName("cgi")
@Impact(RESTART_OBJECT)
public record CgiService(
        @FileId @Nullable String id,
        @MaxLength(1024) String directory,
        @MaxLength(1024) String processor) implements WebService {}
