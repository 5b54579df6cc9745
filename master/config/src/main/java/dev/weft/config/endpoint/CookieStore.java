package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

/** Where the node keeps what it knows about cookies. */
@Discriminator("type")
public sealed interface CookieStore {

    @TypeName("memory")
    @Impact(RESTART_OBJECT)
    record Memory() implements CookieStore {}

    @Doc("Who logged in stays so when the process starts again")
    @TypeName("file")
    @Impact(RESTART_OBJECT)
    record File(
            @MaxLength(1024)
            @Doc("In the node's folder. Remove it while the worker is stopped and everybody logs in again")
            String filename,

            @Default("false") boolean purgeOnStartup)
            implements CookieStore {}

    @TypeName("database")
    @Impact(RESTART_OBJECT)
    record Database(
            @MaxLength(1024) String path,
            @Default("false") boolean purgeOnStartup,
            @Range(min = 1) @Nullable Long maxsize,
            @Default("false") boolean readonly,
            @Default("true") boolean sync)
            implements CookieStore {}
}
