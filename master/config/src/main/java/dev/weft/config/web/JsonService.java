package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("A fixed JSON value")
@TypeName("json")
@Impact(RESTART_OBJECT)
public record JsonService(
        @FileId @Nullable String id,
        @Nullable Object value,
        @Default("{}") JsonOptions options) implements WebService {

    @Impact(RESTART_OBJECT)
    public record JsonOptions(
            @Default("false") boolean prettify,
            @Default("false") boolean allowCrossOrigin,
            @Default("false") boolean discourageCaching) {}
}
