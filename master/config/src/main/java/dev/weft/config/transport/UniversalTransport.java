package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.auth.OpenByDefault;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.CookieConfig;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.RawSocketOptions;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Rewrites;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import dev.weft.config.web.WebService;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("RawSocket, WebSocket, MQTT and HTTP on one port, told apart by the first bytes")
@TypeName("universal")
@Impact(RESTART_OBJECT)
public record UniversalTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,
        @Nullable RawSocket rawsocket,

        @MaxItems(64) @KeysMatch(value = Ids.PATH, meaning = Ids.PATH_MEANING)
        Map<String, WebSocket> websocket,

        @Nullable Mqtt mqtt,
        @Nullable Web web,
        @Default("{}") TransportBounds limits)
        implements Transport {

    /** As {@link RawSocketTransport}, without its endpoint. */
    @Rewrites(OpenByDefault.class)
    @Impact(RESTART_OBJECT)
    public record RawSocket(
            @Doc("rawsocket, or absent") @Matches(value = "rawsocket", meaning = "rawsocket") @Nullable
            String type,

            @Unordered @MaxItems(8) List<SerializerName> serializers,
            @Default("false") boolean debug,
            @Default("{}") RawSocketOptions options,
            TransportAuth auth) {}

    /** As {@link WebSocketTransport}, without its endpoint. */
    @Rewrites(OpenByDefault.class)
    @Impact(RESTART_OBJECT)
    public record WebSocket(
            @Doc("websocket, or absent") @Matches(value = "websocket", meaning = "websocket") @Nullable
            String type,

            @MaxLength(2048) @Nullable String url,
            @Unordered @MaxItems(8) List<SerializerName> serializers,
            @Default("false") boolean debug,
            @Default("{}") WebSocketOptions options,
            TransportAuth auth,
            @Nullable CookieConfig cookie) {}

    /** As {@link MqttTransport}, without its endpoint. */
    @Impact(RESTART_OBJECT)
    public record Mqtt(
            @Doc("mqtt, or absent") @Matches(value = "mqtt", meaning = "mqtt") @Nullable
            String type,

            MqttOptions options) {}

    /** As {@link WebTransport}, without its endpoint. All of its services come and go with the transport. */
    @Impact(RESTART_OBJECT)
    public record Web(
            @Required @MaxItems(256) @KeysMatch(value = Ids.PATH, meaning = Ids.PATH_MEANING)
            Map<String, WebService> paths,

            @Default("{}") WebOptions options) {}
}
