package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Required;
import dev.weft.config.schema.Secret;
import java.util.List;

/** A debugging shell of the original; kept for its files, never served here. */
@Impact(RESTART_WORKER)
public record ManholeConfig(
        ListeningEndpoint endpoint, @Required @MaxItems(64) List<User> users) {

    @Impact(RESTART_WORKER)
    public record User(
            @Key @MaxLength(255) String user,
            @Secret @MaxLength(255) String password) {}
}
