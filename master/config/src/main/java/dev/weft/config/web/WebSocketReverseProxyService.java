package dev.weft.config.web;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.endpoint.ConnectingWebSocket;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("Passes WebSocket connections on to another server")
@TypeName("websocket-reverseproxy")
@Impact(RESTART_OBJECT)
public record WebSocketReverseProxyService(
        @FileId @Nullable String id,
        @MaxLength(2048) @Nullable String url,
        @Default("{}") WebSocketOptions options,
        ConnectingWebSocket backend)
        implements WebService {}
