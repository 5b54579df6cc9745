package dev.weft.fabric.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcedureTableTest {

    /** Names of the documents that are no row, and why. */
    private static final Map<String, String> LEFT_OUT =
            Map.of("<worker_log_topic>", "a topic that is made for the caller has no name of its own");

    static List<String> names() throws IOException {
        try (InputStream in = ProcedureTableTest.class.getResourceAsStream("names.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void every_documented_name_is_a_row_or_an_older_name_of_one() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String line : names()) {
            String uri = line.substring(line.indexOf(' ') + 1);
            boolean known = line.startsWith("procedure ")
                    ? ProcedureTable.all().stream()
                            .anyMatch(p -> p.uri().equals(uri) || p.aliases().contains(uri) || servedAs(p, uri))
                    : TopicTable.all().stream().anyMatch(t -> t.uris().contains(uri));
            if (!known && !LEFT_OUT.containsKey(uri)) {
                missing.add(line);
            }
        }
        assertThat(names()).hasSize(428);
        assertThat(missing).isEmpty();
    }

    private static boolean servedAs(Procedure p, String uri) {
        return p.uriOn(Scope.MREALM).filter(uri::equals).isPresent();
    }

    @Test
    void no_uri_stands_for_two_rows() {
        assertThat(ProcedureTable.all()).extracting(Procedure::uri).doesNotHaveDuplicates();
        assertThat(TopicTable.all().stream().flatMap(t -> t.uris().stream()).toList())
                .doesNotHaveDuplicates();
        for (Scope scope : Scope.values()) {
            List<String> served = ProcedureTable.all().stream()
                    .map(p -> p.uriOn(scope))
                    .flatMap(Optional::stream)
                    .filter(uri -> scope != Scope.NODE || !uri.startsWith("crossbar.worker."))
                    .toList();
            assertThat(served).doesNotHaveDuplicates();
        }
    }

    @Test
    void every_event_of_a_row_is_in_the_topic_table() {
        assertThat(ProcedureTable.all().stream()
                        .flatMap(p -> p.events().stream())
                        .toList())
                .allSatisfy(uri -> assertThat(TopicTable.find(uri)).as(uri).isPresent());
    }

    @Test
    void a_uri_is_found_on_the_realm_where_it_is_served() {
        assertThat(ProcedureTable.match(Scope.GLOBAL, "crossbarfabriccenter.mrealm.get_node")
                        .map(m -> m.procedure().level()))
                .contains(Level.FABRIC);
        assertThat(ProcedureTable.match(Scope.MREALM, "crossbarfabriccenter.mrealm.get_node")
                        .map(m -> m.procedure().level()))
                .contains(Level.MREALM);
        assertThat(ProcedureTable.match(Scope.GLOBAL, "crossbarfabriccenter.mrealm.plant-a.get_status")
                        .map(ProcedureMatch::parameters))
                .contains(Map.of("realm_name", "plant-a"));
        assertThat(ProcedureTable.match(Scope.NODE, "crossbar.worker.router1.get_router_realms")
                        .map(m -> m.procedure().uri() + m.parameters()))
                .contains("crossbarfabriccenter.remote.router.get_router_realms{worker_id=router1}");
        assertThat(ProcedureTable.match(Scope.NODE, "crossbar.node.edge1.worker.router1.get_router_realms"))
                .isPresent();
    }

    @Test
    void the_meta_api_is_a_row_for_any_procedure_of_a_realm() {
        ProcedureMatch match = ProcedureTable.match(
                        Scope.MREALM, "crossbarfabriccenter.remote.realm.meta.wamp.session.kill_by_authid")
                .orElseThrow();

        assertThat(match.procedure().prefix()).isTrue();
        assertThat(match.parameters()).containsEntry("wamp_procedure", "wamp.session.kill_by_authid");
    }

    @Test
    void what_is_not_built_says_so() {
        assertThat(ProcedureTable.require("crossbarfabriccenter.remote.docker.get_images")
                        .unavailable()
                        .getMessage())
                .startsWith("crossbar.error.feature_unavailable: crossbarfabriccenter.remote.docker.get_images");
    }

    @Test
    void the_reference_page_has_every_row() {
        String page = ReferencePage.markdown();

        assertThat(ProcedureTable.all()).allSatisfy(p -> assertThat(page).contains("`" + p.uri() + "`"));
        assertThat(TopicTable.all()).allSatisfy(t -> assertThat(page).contains("`" + t.uri() + "`"));
    }
}
