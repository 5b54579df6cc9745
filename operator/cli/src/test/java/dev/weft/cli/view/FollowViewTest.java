package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import dev.weft.sources.yaml.FleetDocuments;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowViewTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final NodeKey NODE = new NodeKey("plant", "edge1");
    private static final FleetDocuments BROKEN = new FleetDocuments(
            List.of(),
            Optional.empty(),
            List.of(Finding.error(new Origin("a.yaml", 3, 5), "x", "unknown field", "remove it")),
            1);

    private final List<String> lines = new ArrayList<>();
    private final FollowView view = new FollowView(FollowView.Style.PLAIN, NOON, lines::add);

    @Test
    void each_line_begins_with_the_time_of_day() {
        view.following(List.of("plant"), 2);
        view.node(NODE, Completeness.OFFLINE);
        view.node(NODE, Completeness.COMPLETE);

        assertThat(lines)
                .containsExactly(
                        "12:00:00  following plant, 2 nodes; Ctrl-C ends it",
                        "12:00:00  plant/edge1 is offline; its work waits",
                        "12:00:00  plant/edge1 is online");
    }

    @Test
    void a_lost_master_is_told_once_and_so_is_its_return() {
        view.joining("a");
        view.joining("b");
        view.connected("a");
        view.connected("b");
        for (int i = 0; i < 10; i++) {
            view.lost("a", "gone");
            view.lost("b", "gone");
            view.readFailed("no master");
        }
        view.connected("a");
        view.connected("b");

        assertThat(lines)
                .containsExactly(
                        "12:00:00  the master is lost, tried again: gone",
                        "12:00:00  the master is back; everything is read again");
    }

    @Test
    void events_that_do_not_come_yet_are_told_after_a_while() {
        view.joining("a");
        for (int i = 0; i < 4; i++) {
            view.lost("a", "no such realm");
        }
        assertThat(lines).isEmpty();
        for (int i = 0; i < 100; i++) {
            view.lost("a", "no such realm");
        }
        assertThat(lines).containsExactly("12:00:00  no events of a yet, tried again: no such realm");
    }

    @Test
    void broken_documents_are_shown_with_their_place_and_what_stays_in_force() {
        view.broken(BROKEN);
        view.documents(new FleetDocuments(List.of(), Optional.empty(), List.of(), 1));

        assertThat(lines.get(0))
                .isEqualTo("12:00:00  the documents changed and have 1 error;"
                        + " what was valid before stays in force until that is mended");
        assertThat(lines.get(1)).startsWith("  a.yaml:3:5: ").contains("unknown field", "remove it");
        assertThat(lines.get(2)).isEqualTo("12:00:00  the documents are mended: 0 documents in 1 file");
    }

    @Test
    void programs_get_one_object_a_line_with_the_instant() {
        new FollowView(FollowView.Style.JSON, NOON, lines::add).broken(BROKEN);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("{\"time\":\"2026-11-20T12:00:00Z\",\"event\":\"invalid\",")
                .contains("\"file\":\"a.yaml\",\"line\":3,\"column\":5");
    }
}
