package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.TypeName;
import org.jspecify.annotations.Nullable;

@Doc("MQTT, bridged to a realm")
@TypeName("mqtt")
@Impact(RESTART_OBJECT)
public record MqttTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,
        MqttOptions options,
        @Default("{}") TransportBounds limits)
        implements Transport {}
