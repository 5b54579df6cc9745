package dev.weft.config.realm;

import static dev.weft.config.schema.Impact.Kind.IMMUTABLE;
import static dev.weft.config.schema.Impact.Kind.IN_PLACE;

import dev.weft.config.Ids;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Name;
import dev.weft.config.schema.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A role of a realm: what it may do is a list of permissions, or what an authorizer says, or everything. */
@Impact(IN_PLACE)
public record RoleConfig(
        @FileId
        @Matches(value = Ids.ID, meaning = Ids.ID_MEANING)
        @Doc("Run-time id; the name where absent (boot from a file counts: role001)")
        @Nullable
        String id,

        @Key @Impact(IMMUTABLE) @MaxLength(255) @Doc("Name that authentication assigns")
        String name,

        @MaxItems(1000) @Doc("What the role may do; nothing else is allowed")
        List<PermissionConfig> permissions,

        @Matches(value = Ids.URI, meaning = Ids.URI_MEANING) @Doc("Procedure that is asked for each action") @Nullable
        String authorizer,

        @Name("allow-by-default") @Doc("Allow what is not decided otherwise") @Nullable
        Boolean allowByDefault)
        implements Checked {

    /** The role of Crossbar.io's own sessions. */
    public static final String TRUSTED = "trusted";

    @Override
    public void check(Problems problems) {
        if (name.isBlank()) {
            problems.at("name").add("expected a name, got an empty string", "Name the role");
        }
        if (name.equals(TRUSTED)) {
            problems.at("name").add("the role name 'trusted' is reserved", "Name the role otherwise");
        }
        int ways = (permissions.isEmpty() ? 0 : 1) + (authorizer == null ? 0 : 1) + (allowByDefault == null ? 0 : 1);
        if (ways > 1) {
            problems.add("permissions, authorizer and allow-by-default exclude each other", "Keep one of them");
        }
    }
}
