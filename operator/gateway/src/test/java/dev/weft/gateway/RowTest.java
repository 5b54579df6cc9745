package dev.weft.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.fabric.api.Level;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway calls is what the procedure table offers. */
class RowTest {

    @ParameterizedTest
    @EnumSource
    void each_row_is_there_and_built(Row row) {
        assertThat(row.procedure().built()).as(row.uri()).isTrue();
        assertThat(row.uri()).doesNotContain("<");
    }

    @ParameterizedTest
    @EnumSource
    void what_only_ours_offer_is_called_only_where_it_is_announced(Row row) {
        List<Row> announced = List.of(
                Row.GET_CAPABILITIES,
                Row.GET_FINGERPRINT_KEY,
                Row.GET_CHANGE_COUNTS,
                Row.SET_INVENTORY,
                Row.GET_SNAPSHOT,
                Row.UPDATE_ROUTER_REALM_ROLE);
        assertThat(row.procedure().extension()).as(row.uri()).isEqualTo(announced.contains(row));
    }

    @Test
    void what_is_sent_to_start_change_stop_and_read_an_object_is_what_the_rows_take() {
        ObjectPath worker = new NodeKey("plant", "edge1").path().child(ObjectKind.WORKER, "w1");
        ObjectPath realm = worker.child(ObjectKind.REALM, "r1");
        ObjectPath transport = worker.child(ObjectKind.TRANSPORT, "t1");
        List<ObjectPath> paths = List.of(
                worker,
                realm,
                realm.child(ObjectKind.ROLE, "role1"),
                transport,
                transport.child(ObjectKind.SERVICE, "ws"));
        Map<String, Object> config = Map.of("type", "router", "options", Map.of());

        for (ObjectPath path : paths) {
            ObjectCalls calls = ObjectCalls.of(path.kind());
            binds(calls.start(), path, calls.startArguments().apply(path, config));
            binds(calls.stop(), path, List.of());
            binds(calls.read(), path, List.of());
            calls.update().ifPresent(update -> binds(update, path, List.of(config)));
        }
    }

    private static void binds(Row row, ObjectPath path, List<Object> own) {
        List<Object> all = new ArrayList<>(List.of("aace662d-3279-40f2-afca-7e23d24c44da"));
        all.addAll(ObjectCalls.ids(path));
        all.addAll(own);
        assertThat(row.procedure().level()).isIn(Level.NODE, Level.WORKER);
        assertThatCode(() -> row.procedure().bind(Payload.of(all, Map.of())))
                .as(row.uri())
                .doesNotThrowAnyException();
    }
}
