package dev.weft.config.worker;

import static dev.weft.config.schema.Impact.Kind.RESTART_WORKER;

import dev.weft.config.Ids;
import dev.weft.config.schema.Checked;
import dev.weft.config.schema.Default;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.FileId;
import dev.weft.config.schema.Impact;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.KeysMatch;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.OwnObjects;
import dev.weft.config.schema.Problems;
import dev.weft.config.schema.TypeName;
import dev.weft.config.transport.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("Takes clients and passes them on to routers")
@TypeName("proxy")
@Impact(RESTART_WORKER)
public record ProxyItem(
        @FileId @Key @Matches(value = Ids.ID, meaning = Ids.ID_MEANING) @Nullable
        String id,

        @Default("{}") ProxyWorkerOptions options,

        @OwnObjects @MaxItems(1000) @KeysMatch(value = Ids.ID, meaning = Ids.ID_MEANING)
        Map<String, ConnectionConfig> connections,

        @OwnObjects @MaxItems(1000) @Doc("By realm: role to connection ids")
        Map<String, Map<String, Object>> routes,

        @OwnObjects @MaxItems(256) List<Transport> transports)
        implements WorkerItem, Checked {

    @Override
    public void check(Problems problems) {
        routes.forEach((realm, roles) -> roles.forEach((role, target) -> {
            List<?> ids = target instanceof List<?> l ? l : List.of(target);
            Problems at = problems.at("routes").at(realm).at(role);
            for (Object id : ids) {
                if (!(id instanceof String s)) {
                    at.add("expected a connection id or a list of them", "");
                } else if (!connections.containsKey(s)) {
                    at.add("there is no connection '" + s + "'", "Known: " + String.join(", ", connections.keySet()));
                }
            }
        }));
    }
}
