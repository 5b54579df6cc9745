package dev.weft.config.transport;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.OwnObjects;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.TypeName;
import dev.weft.config.web.WebService;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("HTTP, with services on paths. Services other than that of \"/\" are objects of their own")
@TypeName("web")
@Impact(RESTART_OBJECT)
public record WebTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,

        @Required @OwnObjects(except = "/") @MaxItems(256) @KeysMatch(value = Ids.PATH, meaning = Ids.PATH_MEANING)
        Map<String, WebService> paths,

        @Default("{}") WebOptions options,
        @Default("{}") TransportBounds limits)
        implements Transport {}
