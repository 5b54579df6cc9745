package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.IMMUTABLE;
import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.OwnObjects;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm of a router worker. Roles and links are objects of their own: starting a realm does not start them. */
@Impact(RESTART_OBJECT)
public record RealmConfig(
        @FileId
        @Matches(value = Ids.ID, meaning = Ids.ID_MEANING)
        @Doc("Run-time id; the name where absent (boot from a file counts: realm001)")
        @Nullable
        String id,

        @Key @Impact(IMMUTABLE) @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING) @Doc("Name that clients join")
        String name,

        @Default("{}") RealmOptions options,

        @OwnObjects @MaxItems(256) @Doc("Roles of the realm")
        List<RoleConfig> roles,

        @OwnObjects @MaxItems(256) @Doc("Links to realms of other routers")
        List<LinkConfig> rlinks,

        @Doc("Event history and queues") @Nullable RealmStore store,
        @Doc("Catalogues of typed APIs") @Nullable Map<String, @Nullable Object> inventory) {}
