package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("WAMP over HTTP requests that wait")
@TypeName("longpoll")
@Impact(RESTART_OBJECT)
public record LongPollService(
        @FileId @Nullable String id, @Default("{}") LongPollOptions options) implements WebService {

    @Impact(RESTART_OBJECT)
    public record LongPollOptions(
            @Default("false") boolean debug,
            @MaxLength(64) @Nullable String debugTransportId,

            @Default("10") @Range(min = 1, max = 3600) @Doc("Seconds")
            int requestTimeout,

            @Default("30") @Range(min = 1, max = 86400) @Doc("Seconds")
            int sessionTimeout,

            @Default("131072") @Range(min = 1) int queueLimitBytes,
            @Default("100") @Range(min = 1) int queueLimitMessages,

            @Default("10000")
            @Range(min = 1, max = 1_000_000)
            @Doc("Sessions at the same time; Crossbar.io does not know it")
            int maxSessions,

            @Default("1000") @Range(min = 1, max = 1_000_000) @Doc("Of these, from one IP address; likewise")
            int maxSessionsPerAddress) {}
}
