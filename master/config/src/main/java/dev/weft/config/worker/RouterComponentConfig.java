package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_OBJECT;

import dev.weft.config.Ids;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.TypeName;
import dev.weft.config.schema.Unordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component that runs within a router worker. */
@Discriminator("type")
public sealed interface RouterComponentConfig {

    @Nullable
    String id();

    String realm();

    String role();

    @TypeName("class")
    @Impact(RESTART_OBJECT)
    record OfClass(
            @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
            String id,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
            String realm,

            @Default("anonymous") @MaxLength(255) String role,
            @Nullable Object extra,
            @MaxLength(1024) String classname,
            @Unordered @MaxItems(64) List<String> references)
            implements RouterComponentConfig {}

    @TypeName("function")
    @Impact(RESTART_OBJECT)
    record OfFunctions(
            @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
            String id,

            @Matches(value = Ids.REALM, meaning = Ids.REALM_MEANING)
            String realm,

            @Default("anonymous") @MaxLength(255) String role,
            @Nullable Object extra,

            @KeysMatch(value = "join|leave|connect|disconnect", meaning = "join, leave, connect or disconnect")
            Map<String, String> callbacks)
            implements RouterComponentConfig {}
}
