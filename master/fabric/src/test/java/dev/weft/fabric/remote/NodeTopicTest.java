package dev.weft.fabric.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeTopicTest {

    private static final String REMOTE = "crossbarfabriccenter.remote.";

    @Test
    void topics_of_controller_worker_and_realm_are_taken_apart() {
        assertThat(NodeTopic.parse("crossbarfabriccenter.node.edge1.on_router_started"))
                .contains(new NodeTopic("edge1", null, null, "on_router_started"));
        assertThat(NodeTopic.parse("crossbarfabriccenter.node.edge1.worker.w1.on_realm_started"))
                .contains(new NodeTopic("edge1", "w1", null, "on_realm_started"));
        assertThat(NodeTopic.parse("crossbarfabriccenter.node.edge1.worker.w1.realm.r1.root.wamp-session-on_join"))
                .contains(new NodeTopic("edge1", "w1", "r1", "wamp.session.on_join"));
    }

    @Test
    void anything_else_is_nothing() {
        assertThat(NodeTopic.parse("crossbarfabriccenter.node.on_heartbeat")).isEmpty();
        assertThat(NodeTopic.parse("crossbarfabriccenter.node.edge1.worker.w1")).isEmpty();
        assertThat(NodeTopic.parse("com.example.topic")).isEmpty();
    }

    @Test
    void an_event_is_known_under_its_canonical_topic_first() {
        Payload counted = Payload.of(List.of("r1"), Map.of("seq", 1L, "epoch", "e"));
        assertThat(names("worker.w1.on_router_realm_started", counted))
                .startsWith(REMOTE + "router.on_router_realm_started")
                .contains(REMOTE + "router.on_realm_started");
        assertThat(names("worker.w1.on_log", Payload.of("line"))).containsExactly(REMOTE + "worker.on_worker_log");
        assertThat(names("worker.w1.on_something_else", counted)).isEmpty();
    }

    @Test
    void a_started_router_is_a_started_worker_too_unless_the_node_says_so_itself() {
        Payload foreign = Payload.of(Map.of("id", "w1", "type", "router"));
        Payload counted = Payload.of(List.of("w1", Map.of("type", "router")), Map.of("seq", 1L, "epoch", "e"));
        assertThat(names("on_router_started", foreign))
                .containsExactly(REMOTE + "node.on_router_started", REMOTE + "node.on_worker_started");
        assertThat(names("on_worker_started", foreign))
                .containsExactly(REMOTE + "node.on_worker_started", REMOTE + "node.on_router_started");
        assertThat(names("on_worker_started", counted)).containsExactly(REMOTE + "node.on_worker_started");
    }

    @Test
    void changes_are_counted_by_the_node_or_for_it_and_repeated_numbers_are_aliases() {
        ChangeNumbers numbers = new ChangeNumbers("master");
        assertThat(numbers.next("n1", Payload.of("x"))).isEqualTo(new ChangeNumbers.Place("master", 1, false));
        assertThat(numbers.next("n1", Payload.of("x"))).isEqualTo(new ChangeNumbers.Place("master", 2, false));
        assertThat(numbers.next("n2", counted(7))).isEqualTo(new ChangeNumbers.Place("node", 7, false));
        assertThat(numbers.next("n2", counted(7))).isEqualTo(new ChangeNumbers.Place("node", 7, true));
        assertThat(numbers.next("n2", counted(8))).isEqualTo(new ChangeNumbers.Place("node", 8, false));
        assertThat(numbers.next("n1", Payload.of("x"))).isEqualTo(new ChangeNumbers.Place("master", 3, false));
    }

    private static Payload counted(long seq) {
        return Payload.of(List.of(), Map.of("seq", seq, "epoch", "node"));
    }

    private static List<String> names(String suffix, Payload payload) {
        return NodeTopic.parse("crossbarfabriccenter.node.edge1." + suffix)
                .map(topic -> RemoteTopics.of(topic, payload))
                .orElseThrow();
    }
}
