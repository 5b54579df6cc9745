package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Passes HTTP requests on to another server")
@TypeName("reverseproxy")
@Impact(RESTART_OBJECT)
public record ReverseProxyService(
        @FileId @Nullable String id,
        @MaxLength(255) String host,
        @Range(min = 1, max = 65535) int port,
        @Default("") @MaxLength(2048) String path,
        @Range(min = 1, max = 65535) @Nullable Integer forwardedPort,

        @Matches(value = "https?", meaning = "http or https") @Nullable
        String forwardedProto)
        implements WebService {}
