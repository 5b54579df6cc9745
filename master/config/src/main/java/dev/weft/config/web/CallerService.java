package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Calls a procedure for each HTTP request")
@TypeName("caller")
@Impact(RESTART_OBJECT)
public record CallerService(
        @FileId @Nullable String id,

        @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
        String realm,

        @MaxLength(255) String role,
        @Default("{}") HttpBridgeOptions options)
        implements WebService {}
