package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Files of a directory of the node, or of a package's resource")
@TypeName("static")
@Impact(RESTART_OBJECT)
public record StaticService(
        @FileId @Nullable String id,

        @MaxLength(1024) @Doc("Relative to the node's folder") @Nullable
        String directory,

        @Name("package") @MaxLength(255) @Nullable String packageName,
        @MaxLength(1024) @Nullable String resource,
        @Default("{}") StaticOptions options)
        implements WebService, Checked {

    @Impact(RESTART_OBJECT)
    public record StaticOptions(
            @Default("false") boolean enableDirectoryListing,

            @MaxItems(256) @Doc("File name extension, with the dot, to media type")
            Map<String, String> mimeTypes,

            @Range(min = 0) @Doc("Seconds that clients may keep a file; 0 and null for not at all") @Nullable
            Integer cacheTimeout,

            @Default("index.html") @MaxLength(255) String defaultFile) {}

    @Override
    public void check(Problems problems) {
        boolean resourced = packageName != null || resource != null;
        if (directory != null && resourced) {
            problems.add("directory and package exclude each other", "Keep one of them");
        } else if (directory == null && (packageName == null || resource == null)) {
            problems.add("neither a directory nor a package with a resource is given", "Give a directory");
        }
    }
}
