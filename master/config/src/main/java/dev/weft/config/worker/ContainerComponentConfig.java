package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ConnectingTransport;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component that runs within a container worker and connects to a router. */
@Discriminator("type")
public sealed interface ContainerComponentConfig {

    @Nullable
    String id();

    String realm();

    ConnectingTransport transport();

    @TypeName("class")
    @Impact(RESTART_OBJECT)
    record OfClass(
            @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
            String id,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
            String realm,

            ConnectingTransport transport,
            Map<String, @Nullable Object> extra,
            @MaxLength(1024) String classname)
            implements ContainerComponentConfig {}

    @TypeName("function")
    @Impact(RESTART_OBJECT)
    record OfFunctions(
            @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
            String id,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
            String realm,

            ConnectingTransport transport,
            Map<String, @Nullable Object> extra,
            @Required Map<String, @Nullable Object> auth,

            @KeysMatch(value = "join|leave|connect|disconnect", meaning = "join, leave, connect or disconnect")
            Map<String, String> callbacks)
            implements ContainerComponentConfig {}
}
