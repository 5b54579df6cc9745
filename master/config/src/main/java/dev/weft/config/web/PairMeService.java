package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A page with the link that pairs the node")
@TypeName("pairme")
@Impact(RESTART_OBJECT)
public record PairMeService(@FileId @Nullable String id) implements WebService {}
