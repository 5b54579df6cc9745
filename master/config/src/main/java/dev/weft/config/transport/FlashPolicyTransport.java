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
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Serves the policy file that Flash asked for")
@TypeName("flashpolicy")
@Impact(RESTART_OBJECT)
public record FlashPolicyTransport(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        ListeningEndpoint endpoint,
        @MaxLength(255) @Nullable String allowedDomain,
        @Unordered @Range(min = 1, max = 65535) List<Integer> allowedPorts,
        @Default("false") boolean debug,
        @Default("{}") TransportBounds limits)
        implements Transport {}
