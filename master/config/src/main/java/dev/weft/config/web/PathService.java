package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Services below a path")
@TypeName("path")
@Impact(RESTART_OBJECT)
public record PathService(
        @FileId @Nullable String id,

        @Required @MaxItems(256) @KeysMatch(value = Ids.PATH, meaning = Ids.PATH_MEANING)
        Map<String, WebService> paths)
        implements WebService {}
