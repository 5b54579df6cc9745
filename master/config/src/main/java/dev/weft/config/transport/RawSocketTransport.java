package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.auth.OpenByDefault;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.RawSocketOptions;
import dev.weft.config.endpoint.SerializerName;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.Rewrites;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("WAMP over RawSocket")
@TypeName("rawsocket")
@Rewrites(OpenByDefault.class)
@Impact(RESTART_OBJECT)
public record RawSocketTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,

        @Unordered @MaxItems(8) @Doc("Formats that are spoken; all where none is given")
        List<SerializerName> serializers,

        @Default("false") boolean debug,
        @Default("{}") RawSocketOptions options,
        TransportAuth auth,
        @Default("{}") TransportBounds limits)
        implements Transport {}
