package dev.weft.fabric.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.Action;
import dev.weft.router.Authorizer.Request;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.message.Dict;
import org.junit.jupiter.api.Test;

class NodeRightsTest {

    @Test
    void a_node_registers_and_publishes_below_its_own_name_only() {
        for (Action action : new Action[] {Action.REGISTER, Action.PUBLISH}) {
            assertThat(may(action, "crossbarfabriccenter.node.w1.get_status")).isTrue();
            assertThat(may(action, "crossbarfabriccenter.node.w1.worker.r1.get_status"))
                    .isTrue();
            assertThat(may(action, "crossbarfabriccenter.node.w10.get_status")).isFalse();
            assertThat(may(action, "crossbarfabriccenter.node.w2.get_status")).isFalse();
            assertThat(may(action, "crossbarfabriccenter.remote.node.get_status"))
                    .isFalse();
            assertThat(may(action, "crossbarfabriccenter.mrealm.get_status")).isFalse();
            assertThat(may(action, "com.example.anything")).isFalse();
        }
    }

    @Test
    void a_pattern_is_allowed_only_where_all_of_it_is_the_nodes_own() {
        assertThat(may(Action.REGISTER, "crossbarfabriccenter.node.w1.", "prefix"))
                .isTrue();
        assertThat(may(Action.REGISTER, "crossbarfabriccenter.node.w1", "prefix"))
                .isFalse();
        assertThat(may(Action.REGISTER, "crossbarfabriccenter.node.", "prefix")).isFalse();
        assertThat(may(Action.REGISTER, "crossbarfabriccenter.node..get_status", "wildcard"))
                .isFalse();
        assertThat(may(Action.REGISTER, "", "prefix")).isFalse();
    }

    @Test
    void a_node_publishes_heartbeats_but_does_not_register_them() {
        assertThat(may(Action.PUBLISH, "crossbarfabriccenter.node.on_heartbeat"))
                .isTrue();
        assertThat(may(Action.PUBLISH, "crossbarfabriccenter.node.on_worker_heartbeat"))
                .isTrue();
        assertThat(may(Action.REGISTER, "crossbarfabriccenter.node.on_heartbeat"))
                .isFalse();
    }

    @Test
    void a_node_calls_nothing_but_the_status_of_its_realm_and_hears_nothing() {
        assertThat(may(Action.CALL, "crossbarfabriccenter.mrealm.get_status")).isTrue();
        assertThat(may(Action.CALL, "crossbarfabriccenter.mrealm.get_nodes")).isFalse();
        assertThat(may(Action.CALL, "crossbarfabriccenter.node.w1.get_status")).isFalse();
        assertThat(may(Action.CALL, "crossbarfabriccenter.node.w2.shutdown")).isFalse();
        assertThat(may(Action.CALL, "crossbarfabriccenter.remote.node.shutdown"))
                .isFalse();
        assertThat(may(Action.CALL, "wamp.session.list")).isFalse();
        assertThat(may(Action.SUBSCRIBE, "crossbarfabriccenter.node.w1.on_started"))
                .isFalse();
        assertThat(may(Action.SUBSCRIBE, "", "prefix")).isFalse();
    }

    private static boolean may(Action action, String uri) {
        return may(action, uri, "exact");
    }

    private static boolean may(Action action, String uri, String match) {
        SessionDetails node = new SessionDetails(1, "plant", "w1", "node", "cryptosign", "dynamic", Dict.empty());
        return new NodeRights()
                .authorize(node, new Request(action, uri, match))
                .toCompletableFuture()
                .join()
                .allowed();
    }
}
