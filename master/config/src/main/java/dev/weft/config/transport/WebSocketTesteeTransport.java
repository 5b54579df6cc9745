package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Echoes WebSocket messages, for conformance tests")
@TypeName("websocket.testee")
@Impact(RESTART_OBJECT)
public record WebSocketTesteeTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,
        @MaxLength(2048) @Nullable String url,
        @Default("false") boolean debug,
        @Default("{}") WebSocketOptions options,
        @Default("{}") TransportBounds limits)
        implements Transport {}
