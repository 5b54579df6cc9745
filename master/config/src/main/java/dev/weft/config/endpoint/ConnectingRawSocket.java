package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@TypeName("rawsocket")
@Impact(RESTART_OBJECT)
public record ConnectingRawSocket(
        @FileId @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ConnectingEndpoint endpoint,
        SerializerName serializer,
        @Default("{}") RawSocketOptions options,

        @Matches(value = "(rss?|wss?)://\\S+", meaning = "a url that begins with rs:// or rss://") @Nullable
        String url,

        @Default("false") boolean debug)
        implements ConnectingTransport {}
