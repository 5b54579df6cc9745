package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A class within the router serves. Runs foreign code")
@TypeName("resource")
@Impact(RESTART_OBJECT)
public record ResourceService(
        @FileId @Nullable String id,
        @MaxLength(1024) String classname,
        @Nullable Object extra) implements WebService {}
