package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A catalogue of typed APIs")
@TypeName("catalog")
@Impact(RESTART_OBJECT)
public record CatalogService(
        @FileId @Nullable String id,
        @MaxLength(1024) String filename,
        @MaxLength(255) @Nullable String path) implements WebService {}
