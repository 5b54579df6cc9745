package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Answers 404")
@TypeName("none")
@Impact(RESTART_OBJECT)
public record NoneService(@FileId @Nullable String id) implements WebService {}
