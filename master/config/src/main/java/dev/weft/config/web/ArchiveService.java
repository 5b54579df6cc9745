package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Files of an archive")
@TypeName("archive")
@Impact(RESTART_OBJECT)
public record ArchiveService(
        @FileId @Nullable String id,
        @MaxLength(1024) String archive,
        @MaxLength(2048) @Nullable String origin,
        @Default("false") boolean download,
        @Default("false") boolean cache,
        @MaxLength(255) @Nullable String defaultObject,
        @MaxLength(255) @Nullable String objectPrefix,
        @MaxItems(256) Map<String, String> mimeTypes,

        @Unordered
        @MaxItems(64)
        @Matches(value = "[0-9a-f]{64}", meaning = "a SHA3-256 digest of 64 lower-case hex characters")
        List<String> hashes,

        Map<String, @Nullable Object> options)
        implements WebService {}
