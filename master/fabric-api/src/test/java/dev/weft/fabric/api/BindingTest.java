package dev.weft.fabric.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static final String NODE = "f0e1d2c3-0000-4000-8000-000000000001";

    private static Procedure row(String name) {
        return ProcedureTable.require("crossbarfabriccenter.remote." + name);
    }

    @Test
    void arguments_bind_by_position_and_by_keyword_alike() {
        Procedure start = row("router.start_router_realm");
        Map<String, @Nullable Object> config = Map.of("name", "line");

        Arguments byPosition = start.bind(Payload.of(NODE, "router1", "realm1", config));
        Arguments byKeyword = start.bind(
                Payload.ofKeywords(Map.of("node_id", NODE, "worker_id", "router1", "id", "realm1", "config", config)));

        assertThat(byKeyword.node()).isEqualTo(byPosition.node()).isEqualTo(NODE);
        assertThat(byKeyword.string("realm_id"))
                .isEqualTo(byPosition.string("realm_id"))
                .isEqualTo("realm1");
        assertThat(byKeyword.toLocalPayload()).isEqualTo(Payload.of("realm1", config));
    }

    @Test
    void a_worker_starts_by_type_and_options_or_by_its_entry_of_a_file() {
        Procedure start = row("node.start_worker");
        Map<String, @Nullable Object> options = Map.of("title", "a router");
        Payload wire = Payload.of("router1", "router", options);

        assertThat(start.bind(Payload.of(NODE, "router1", "router", options)).toLocalPayload())
                .isEqualTo(wire);
        assertThat(start.bind(Payload.of(NODE, "router1", Map.of("type", "router", "options", options)))
                        .toLocalPayload())
                .isEqualTo(wire);
        assertThat(start.bind(Payload.of(
                                List.of(NODE, "router1"),
                                Map.of("worker_config", Map.of("type", "router", "options", options))))
                        .toLocalPayload())
                .isEqualTo(wire);
        assertRefused(start, Payload.of(NODE, "w", Map.of("type", "router", "realms", List.of())), "worker_config");
    }

    @Test
    void a_guest_keeps_its_whole_entry() {
        Map<String, @Nullable Object> guest = Map.of("type", "guest", "executable", "/bin/true");

        assertThat(row("node.start_worker").bind(Payload.of(NODE, "g1", guest)).toLocalPayload())
                .isEqualTo(Payload.of("g1", "guest", guest));
    }

    @Test
    void a_refusal_names_the_argument_and_what_was_expected_and_came() {
        Procedure stop = row("node.stop_worker");

        assertRefused(stop, Payload.of(NODE), "worker_id");
        assertRefused(stop, Payload.of(NODE, 5L), "worker_id");
        assertRefused(stop, Payload.of(NODE, "w", "yes"), "kill");
        assertRefused(stop, Payload.of(NODE, "w", true, 1L), "#4");
        assertRefused(stop, Payload.of(List.of(NODE, "w"), Map.of("worker_id", "w")), "worker_id");
        assertRefused(stop, Payload.of(List.of(NODE, "w"), Map.of("killl", true)), "killl");
        assertRefused(row("router.get_router_realms"), Payload.of(NODE, "a.b"), "worker_id");
        assertRefused(
                row("node.start_worker"), Payload.of(List.of(NODE, "w"), Map.of("worker_config", 5L)), "worker_config");
    }

    private static void assertRefused(Procedure procedure, Payload payload, String argument) {
        assertThatThrownBy(() -> procedure.bind(payload)).isInstanceOfSatisfying(ApplicationError.class, e -> {
            assertThat(e.uri()).isEqualTo("wamp.error.invalid_argument");
            assertThat(e.payload().keywords())
                    .containsEntry("argument", argument)
                    .containsKeys("expected", "got");
        });
    }

    @Test
    void on_a_node_the_address_is_not_an_argument() {
        Arguments arguments = row("router.get_router_realm").bindLocal(Payload.of("realm1"));

        assertThat(arguments.string("realm_id")).isEqualTo("realm1");
    }

    @Test
    void a_common_keyword_that_is_not_acted_upon_is_refused_rather_than_ignored() {
        assertThatThrownBy(() -> row("node.stop_worker")
                        .bind(Payload.of(List.of(NODE, "w"), Map.of(MasterKeywords.IF_MATCH, "3fa9"))))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        e -> assertThat(e.uri()).isEqualTo("crossbar.error.feature_unavailable"));
    }

    @Test
    void the_place_of_a_number_tells_limit_from_first_record() {
        Procedure data = row("tracing.get_trace_data");

        assertThat(data.bind(Payload.of(NODE, "w", "t1", 7L)).integer("limit")).isEqualTo(7);
        assertThat(data.bind(Payload.of(NODE, "w", "t1", 7L, 9L)).findInteger("from_seq"))
                .contains(7L);
    }

    @Test
    void the_row_for_any_meta_procedure_passes_on_what_it_does_not_know() {
        ProcedureMatch match = ProcedureTable.match(
                        Scope.MREALM, "crossbarfabriccenter.remote.realm.meta.wamp.session.kill")
                .orElseThrow();

        Arguments arguments = match.procedure()
                .bind(Payload.of(List.of(NODE, "router1", "realm1", 77L), Map.of("reason", "com.plant.bye")));

        assertThat(arguments.node()).isEqualTo(NODE);
        assertThat(arguments.toLocalPayload()).isEqualTo(Payload.of(List.of(77L), Map.of("reason", "com.plant.bye")));
        assertThat(match.procedure()
                        .localUri(Map.of(
                                "worker_id", "router1", "realm_id", "realm1", "wamp_procedure", "wamp.session.kill")))
                .contains("crossbar.worker.router1.realm.realm1.root.wamp.session.kill");
        assertRefused(match.procedure(), Payload.of(NODE, "router1"), "realm_id");
    }

    @Test
    void defaults_stand_for_what_is_absent() {
        Arguments arguments = row("node.get_worker_log").bind(Payload.of(NODE, "w"));

        assertThat(arguments.integer("limit")).isEqualTo(100);
        assertThat(arguments.has("limit")).isFalse();
    }
}
