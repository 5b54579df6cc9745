package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Sends clients to another url")
@TypeName("redirect")
@Impact(RESTART_OBJECT)
public record RedirectService(
        @FileId @Nullable String id, @MaxLength(2048) String url) implements WebService {}
