package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Impact(RESTART_OBJECT)
public record MqttOptions(
        @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
        String realm,

        @MaxLength(255) @Nullable String role,

        @MaxItems(1000) @Doc("By topic: how payloads are translated")
        Map<String, PayloadMapping> payloadMapping,

        @Nullable Map<String, @Nullable Object> auth) {

    /** How the payloads of a topic are translated. */
    @Discriminator("type")
    public sealed interface PayloadMapping {}

    /** Kept as it is. */
    @TypeName("passthrough")
    @Impact(RESTART_OBJECT)
    public record Passthrough() implements PayloadMapping {}

    /** Read with a serializer. */
    @TypeName("native")
    @Impact(RESTART_OBJECT)
    public record Native(SerializerName serializer) implements PayloadMapping {}

    /** Translated by procedures. */
    @TypeName("dynamic")
    @Impact(RESTART_OBJECT)
    public record Dynamic(
            @Matches(value = Ids.URI, meaning = Ids.URI_MEANING)
            String encoder,

            @Matches(value = Ids.URI, meaning = Ids.URI_MEANING)
            String decoder)
            implements PayloadMapping {}
}
