package dev.weft.config.endpoint;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

@TypeName("websocket")
@Impact(RESTART_OBJECT)
public record ConnectingWebSocket(
        @FileId @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ConnectingEndpoint endpoint,

        @Matches(value = "wss?://\\S+", meaning = "a url that begins with ws:// or wss://")
        String url,

        @Doc("In the order of preference") @MaxItems(8) List<SerializerName> serializers,
        @Default("{}") WebSocketOptions options)
        implements ConnectingTransport {}
