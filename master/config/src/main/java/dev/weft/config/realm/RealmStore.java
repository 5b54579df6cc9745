package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Discriminator("type")
public sealed interface RealmStore {

    /** Kept in the memory of the worker. */
    @TypeName("memory")
    @Impact(RESTART_OBJECT)
    record Memory(
            @Default("100") @Range(min = 1, max = 1_000_000) @Doc("Of entries that have none")
            int limit,

            @Name("call-queue") @Doc("Procedures whose calls wait for a callee, each registration has its own queue")
            List<UriLimit> callQueue,

            @Name("event-history") @Doc("Topics and patterns of which the last events are kept")
            List<UriLimit> eventHistory)
            implements RealmStore {}

    /** Kept in an embedded database of the node. */
    @TypeName("cfxdb")
    @Impact(RESTART_OBJECT)
    record Database(
            @Doc("Directory, relative to the node's folder") String path,
            @Default("134217728") @Range(min = 1) long maxsize,
            @Default("false") boolean readonly,
            @Default("true") boolean sync,

            @Default("10000") @Range(min = 1) @Name("max-buffer")
            int maxBuffer,

            @Default("200") @Range(min = 1) @Name("buffer-flush") @Doc("Milliseconds")
            int bufferFlush,

            @Name("call-queue") List<UriLimit> callQueue,
            @Name("event-history") List<UriLimit> eventHistory)
            implements RealmStore {}

    /** How much is kept for the uris that match. */
    @Impact(RESTART_OBJECT)
    record UriLimit(
            @Key String uri,
            @Key @Default("exact") UriMatch match,
            @Range(min = 0, max = 1_000_000) @Nullable Integer limit) {}
}
