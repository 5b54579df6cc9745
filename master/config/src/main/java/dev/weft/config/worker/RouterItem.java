package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.Ids;
import dev.weft.config.realm.RealmConfig;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.OwnObjects;
import dev.weft.config.schema.TypeName;
import dev.weft.config.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Routes messages: realms, roles and transports")
@TypeName("router")
@Impact(RESTART_WORKER)
public record RouterItem(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @Default("{}") RouterWorkerOptions options,
        @Nullable ManholeConfig manhole,
        @OwnObjects @MaxItems(256) List<RealmConfig> realms,
        @OwnObjects @MaxItems(256) List<Transport> transports,
        @OwnObjects @MaxItems(256) List<RouterComponentConfig> components,

        @Doc("Connections that components refer to") @MaxItems(256)
        List<@Nullable Object> connections)
        implements WorkerItem {}
