package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.auth.OpenByDefault;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.CookieConfig;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Rewrites;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("WAMP over WebSocket")
@TypeName("websocket")
@Rewrites(OpenByDefault.class)
@Impact(RESTART_OBJECT)
public record WebSocketTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,

        @MaxLength(2048) @Doc("Url that clients use") @Nullable
        String url,

        @Unordered @MaxItems(8) @Doc("Formats that are spoken; all where none is given")
        List<SerializerName> serializers,

        @Default("false") boolean debug,
        @Default("{}") WebSocketOptions options,
        TransportAuth auth,
        @Nullable CookieConfig cookie,
        @Default("{}") TransportBounds limits)
        implements Transport {}
