package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.endpoint.ConnectingTransport;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.Unordered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link from a realm to a realm of another router. */
@Impact(RESTART_OBJECT)
public record LinkConfig(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Doc("Realm on the other router")
        String realm,

        ConnectingTransport transport,
        @MaxLength(255) @Nullable String authid,

        @Unordered @Doc("Sessions whose events and calls are not forwarded")
        List<String> excludeAuthid,

        @Default("true") boolean forwardLocalEvents,
        @Default("true") boolean forwardRemoteEvents,
        @Default("true") boolean forwardLocalInvocations,
        @Default("true") boolean forwardRemoteInvocations)
        implements Checked {

    @Override
    public void check(Problems problems) {
        if (transport.url() == null) {
            problems.at("transport").add("missing field 'url'", "A link needs the url of the other router");
        }
    }
}
