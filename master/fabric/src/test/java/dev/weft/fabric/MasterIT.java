package dev.weft.fabric;

import static dev.weft.fabric.RunningMaster.GLOBAL;
import static dev.weft.fabric.RunningMaster.await;
import static dev.weft.fabric.RunningMaster.call;
import static dev.weft.fabric.RunningMaster.callBy;
import static dev.weft.fabric.RunningMaster.dict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.fabric.RunningMaster.Heard;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterIT {

    private static final String MREALM = "crossbarfabriccenter.mrealm.";
    private static final String REMOTE = "crossbarfabriccenter.remote.";

    @TempDir
    Path folder;

    private RunningMaster master;
    private WampSession global;

    @BeforeEach
    void start() throws IOException {
        master = RunningMaster.in(folder, Duration.ofSeconds(20));
        global = master.join(GLOBAL);
    }

    @AfterEach
    void stop() {
        master.close();
    }

    @Test
    void a_management_realm_is_created_listed_found_joined_and_deleted() {
        List<Heard> created = RunningMaster.listen(global, MREALM + "on_mrealm_created");
        List<Heard> deleted = RunningMaster.listen(global, MREALM + "on_mrealm_deleted");
        List<Heard> deletedOnTheWire = RunningMaster.listen(global, MREALM + "on_realm_deleted");
        Map<String, Object> realm = dict(call(
                global,
                MREALM + "create_mrealm",
                Map.of("name", "plant", "label", "Plant", "tags", List.of("weft:a/b/c/d"))));
        assertThat(realm)
                .containsEntry("name", "plant")
                .containsEntry("label", "Plant")
                .containsEntry("description", null)
                .containsEntry("tags", List.of("weft:a/b/c/d"))
                .containsKeys("oid", "created", "owner", "cf_router_worker", "cf_container_worker");
        assertThat(call(global, MREALM + "list_mrealms")).isEqualTo(List.of(realm.get("oid")));
        assertThat(callBy(global, MREALM + "list_mrealms", Map.of("return_names", true)))
                .isEqualTo(List.of("plant"));
        assertThat(call(global, MREALM + "get_mrealm", realm.get("oid"))).isEqualTo(realm);
        assertThat(callBy(global, MREALM + "get_mrealm_by_name", Map.of("mrealm_name", "plant")))
                .isEqualTo(realm);

        WampSession owner = master.join("plant");
        assertThat(owner.details().authrole()).isEqualTo("owner");
        assertThat(dict(call(owner, MREALM + "get_status"))).containsEntry("realm", "plant");

        Map<String, Object> info = dict(call(global, MREALM + "delete_mrealm_by_name", "plant"));
        assertThat(info).containsEntry("name", "plant").containsEntry("unpaired", List.of());
        assertThat(await(owner.closed())).isEqualTo("wamp.close.close_realm");
        assertRefused("wamp.error.no_such_realm", () -> master.join("plant"));
        Awaitility.await().untilAsserted(() -> {
            assertThat(created).hasSize(1);
            assertThat(deleted).hasSize(1);
            assertThat(deletedOnTheWire).hasSize(1);
        });
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        assertThat(master.join("plant").details().realm()).isEqualTo("plant");
    }

    @Test
    void wrong_realms_are_refused_with_the_uris_of_the_original() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        assertRefused(
                "crossbar.error.already_exists", () -> call(global, MREALM + "create_mrealm", Map.of("name", "plant")));
        assertRefused(
                "fabric.invalid-realm", () -> call(global, MREALM + "create_mrealm", Map.of("name", "Bad Name!")));
        assertRefused("fabric.invalid-realm", () -> call(global, MREALM + "create_mrealm", Map.of("name", "arealm")));
        assertRefused("fabric.invalid-realm", () -> call(global, MREALM + "create_mrealm", Map.of("nme", "x")));
        assertRefused("wamp.error.invalid_argument", () -> call(global, MREALM + "create_mrealm", "plant"));
        assertRefused(
                "wamp.error.invalid_argument",
                () -> call(global, MREALM + "create_mrealm", Map.of("name", "plant2", "unknown", 1L)));
        assertRefused("crossbar.error.no_such_object", () -> call(global, MREALM + "get_mrealm", "nope"));
        assertRefused("crossbar.error.no_such_object", () -> call(global, MREALM + "delete_mrealm_by_name", "nope"));
        assertRefused(
                "crossbar.error.feature_unavailable", () -> call(global, MREALM + "modify_mrealm", "plant", Map.of()));
        assertRefused("wamp.error.no_such_procedure", () -> call(global, MREALM + "no_such_thing"));
    }

    @Test
    void a_paired_node_joins_its_realm_and_is_online() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        WampSession owner = master.join("plant");
        List<Heard> ready = RunningMaster.listen(owner, MREALM + "on_node_ready");
        List<Heard> shutdown = RunningMaster.listen(owner, MREALM + "on_node_shutdown");
        List<Heard> paired = RunningMaster.listen(global, MREALM + "on_node_paired");
        FakeNode node = master.pairedNode(global, "plant", "edge1");
        assertThat(node.session().details().realm()).isEqualTo("plant");
        assertThat(node.authid()).isEqualTo("edge1");
        assertThat(node.session().details().authextra().string("site")).isEqualTo("A");
        assertThat(dict(call(node.session(), MREALM + "get_status"))).containsEntry("type", "management");

        assertThat(call(owner, MREALM + "get_nodes")).isEqualTo(List.of(node.oid()));
        assertThat(callBy(owner, MREALM + "get_nodes", Map.of("status", "online", "return_names", true)))
                .isEqualTo(List.of("edge1"));
        assertThat(call(owner, MREALM + "get_nodes", "offline")).isEqualTo(List.of());
        assertThat(dict(call(owner, MREALM + "get_node", node.oid())))
                .containsEntry("authid", "edge1")
                .containsEntry("status", "online")
                .containsEntry("heartbeat", null);

        node.beat("edge1", Map.of("timestamp", 17L, "seq", 3L, "workers", Map.of("router", 2L)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_node_by_authid", "edge1")))
                        .containsEntry("heartbeat", 3L)
                        .containsEntry("timestamp", 17L));

        await(node.session().close());
        Awaitility.await().untilAsserted(() -> {
            assertThat(shutdown).hasSize(1);
            assertThat(dict(call(owner, MREALM + "get_node", "edge1"))).containsEntry("status", "offline");
        });
        assertThat(ready).hasSize(1);
        assertThat(ready.get(0).arguments().get(0)).isEqualTo(node.oid());
        assertThat(paired).hasSize(1);
    }

    @Test
    void a_heartbeat_in_another_nodes_name_is_dropped() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        FakeNode first = master.pairedNode(global, "plant", "edge1");
        FakeNode second = master.pairedNode(global, "plant", "edge2");
        first.beat("edge2", Map.of("timestamp", 1L, "seq", 77L));
        second.beat("edge2", Map.of("timestamp", 1L, "seq", 5L));
        WampSession owner = master.join("plant");
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_node", "edge2")))
                        .containsEntry("heartbeat", 5L));
        assertThat(dict(call(owner, MREALM + "get_node", "edge1"))).containsEntry("heartbeat", null);
    }

    @Test
    void pairing_refuses_what_is_taken_unknown_or_malformed() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        String key = RunningMaster.newKey().publicKeyHex();
        String other = RunningMaster.newKey().publicKeyHex();
        call(global, MREALM + "pair_node", key, "plant", "edge1", Map.of());
        assertRefused("fabric.node-already-paired", () -> call(global, MREALM + "pair_node", key, "plant", "edge2"));
        assertRefused("fabric.authid-already-taken", () -> call(global, MREALM + "pair_node", other, "plant", "edge1"));
        assertRefused("fabric.no-such-realm", () -> call(global, MREALM + "pair_node", other, "nope", "edge2"));
        assertRefused("wamp.error.invalid_argument", () -> call(global, MREALM + "pair_node", "zz", "plant", "edge2"));
        assertRefused("wamp.error.invalid_argument", () -> call(global, MREALM + "pair_node", other, "plant", "a.b"));
        assertRefused("wamp.error.invalid_argument", () -> call(global, MREALM + "pair_node", other, "plant"));
        assertRefused("crossbar.error.no_such_object", () -> call(global, MREALM + "unpair_node_by_pubkey", other));
        Map<String, Object> unpaired = dict(call(global, MREALM + "unpair_node_by_pubkey", key));
        assertThat(unpaired).containsEntry("authid", null).containsEntry("killed", List.of());
        assertRefused("fabric.node-not-paired", () -> call(global, MREALM + "unpair_node", unpaired.get("oid")));
        Map<String, Object> again = dict(call(global, MREALM + "pair_node", key, "plant", "edge9", Map.of("n", 1L)));
        assertThat(again).containsEntry("oid", unpaired.get("oid")).containsEntry("authextra", Map.of("n", 1L));
    }

    @Test
    void unpairing_disconnects_the_node_at_once_and_keeps_it_out() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        FakeNode node = master.pairedNode(global, "plant", "edge1");
        Map<String, Object> unpaired = dict(call(global, MREALM + "unpair_node", node.oid()));
        assertThat((List<?>) unpaired.get("killed")).hasSize(1);
        assertThat(await(node.session().closed())).isEqualTo("wamp.close.killed");
        assertRefused("fabric.auth-failed.node-unpaired", () -> FakeNode.connect(master, node.key(), node.oid()));
    }

    @Test
    void deletion_of_a_realm_with_nodes_needs_cascade_which_disconnects_them() {
        Map<String, Object> realm = dict(call(global, MREALM + "create_mrealm", Map.of("name", "plant")));
        FakeNode node = master.pairedNode(global, "plant", "edge1");
        assertRefused(
                "crossbar.error.dependent_objects", () -> call(global, MREALM + "delete_mrealm", realm.get("oid")));
        Map<String, Object> info = dict(call(global, MREALM + "delete_mrealm", realm.get("oid"), true));
        assertThat(info).containsEntry("unpaired", List.of(node.oid()));
        await(node.session().closed());
        assertThat(call(global, MREALM + "list_mrealms")).isEqualTo(List.of());
        assertRefused("fabric.auth-failed.node-unpaired", () -> FakeNode.connect(master, node.key(), node.oid()));
    }

    @Test
    void a_second_session_of_a_node_replaces_the_first() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        FakeNode first = master.pairedNode(global, "plant", "edge1");
        FakeNode second = FakeNode.connect(master, first.key(), first.oid());
        assertThat(await(first.session().closed())).isEqualTo("wamp.close.killed");
        WampSession owner = master.join("plant");
        assertThat(dict(call(owner, MREALM + "get_node", "edge1"))).containsEntry("status", "online");
        assertThat(dict(call(owner, REMOTE + "node.get_status", "edge1"))).containsKey("args");
        assertThat(second.session().closed().toCompletableFuture()).isNotDone();
    }

    @Test
    void a_node_can_do_nothing_beyond_its_own_name() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        WampSession node = master.pairedNode(global, "plant", "edge1").session();
        master.pairedNode(global, "plant", "edge10");
        String refused = "wamp.error.not_authorized";
        assertRefused(refused, () -> call(node, REMOTE + "node.get_status", "edge10"));
        assertRefused(refused, () -> call(node, "crossbarfabriccenter.node.edge10.get_status"));
        assertRefused(refused, () -> call(node, MREALM + "get_nodes"));
        assertRefused(refused, () -> call(node, "wamp.session.list"));
        assertRefused(refused, () -> register(node, "crossbarfabriccenter.node.edge10.shutdown"));
        assertRefused(refused, () -> register(node, "com.example.mine"));
        assertRefused(refused, () -> await(node.subscribe("", Dict.of("match", "prefix"), (payload, details) -> {})));
        assertRefused(
                refused,
                () -> await(node.publish(
                        REMOTE + "node.on_router_started", Dict.of("acknowledge", true), Payload.of("edge10"))));
    }

    @Test
    void strangers_and_wrong_signatures_are_refused() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        assertRefused("fabric.auth-failed.invalid-parameters", () -> master.join("plant", RunningMaster.newKey()));
        assertRefused("fabric.auth-failed.invalid-parameters", () -> master.join(GLOBAL, RunningMaster.newKey()));
        assertRefused("wamp.error.authentication_failed", () -> master.joinWithWrongSignature("plant"));
        assertThatThrownBy(() -> await(master.connect(master.settings("plant", RunningMaster.newKey())
                        .withAuthenticators(List.of(new dev.weft.wamp.auth.AnonymousClientAuthenticator())))))
                .isInstanceOf(ApplicationError.class);
    }

    @Test
    void everything_is_there_after_a_restart() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant", "tags", List.of("x")));
        FakeNode node = master.pairedNode(global, "plant", "edge1");
        master.restart();
        assertThat(await(node.session().closed())).isNotNull();
        WampSession owner = master.join("plant");
        assertThat(call(owner, MREALM + "get_nodes")).isEqualTo(List.of(node.oid()));
        FakeNode again = FakeNode.connect(master, node.key(), node.oid());
        assertThat(again.authid()).isEqualTo("edge1");
    }

    @Test
    void what_a_reconciler_owns_on_a_node_is_kept_until_the_node_is_unpaired() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        FakeNode node = master.pairedNode(global, "plant", "edge1");
        WampSession owner = master.join("plant");
        Map<String, Object> inventory = Map.of("owned", Map.of("plant/edge1/worker/w1", Map.of("/secret", "abc")));
        assertThat(call(owner, MREALM + "set_inventory", "edge1", inventory)).isEqualTo(inventory);
        master.restart();
        global = master.join(GLOBAL);
        WampSession later = master.join("plant");
        List<?> nodes = nodes(later);
        assertThat(nodes).hasSize(1);
        assertThat(dict(nodes.get(0)))
                .containsEntry("oid", node.oid())
                .containsEntry("status", "offline")
                .containsEntry("inventory", inventory);
        assertThat(dict(callBy(later, MREALM + "get_node_by_authid", Map.of("node_authid", "edge1", "details", true))))
                .containsEntry("oid", node.oid())
                .containsEntry("inventory", inventory);
        assertThat(dict(call(later, MREALM + "get_node_by_authid", "edge1"))).doesNotContainKey("inventory");
        call(global, MREALM + "unpair_node", node.oid());
        call(global, MREALM + "pair_node", node.key().publicKeyHex(), "plant", "edge1");
        List<?> again = nodes(later);
        assertThat(dict(again.get(0))).containsEntry("inventory", null);
    }

    @Test
    void fingerprints_are_keyed_the_same_for_everybody_and_for_ever() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        Object key = dict(call(global, MREALM + "get_fingerprint_key")).get("key");
        assertThat(key).asString().matches("[0-9a-f]{64}");
        assertThat(dict(call(master.join("plant"), MREALM + "get_fingerprint_key")))
                .containsEntry("key", key);
        master.restart();
        assertThat(dict(call(master.join(GLOBAL), MREALM + "get_fingerprint_key")))
                .containsEntry("key", key);
    }

    @Test
    void how_far_the_changes_of_all_nodes_have_come_is_one_call() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        FakeNode first = master.pairedNode(global, "plant", "edge1");
        master.pairedNode(global, "plant", "edge2");
        WampSession owner = master.join("plant");
        assertThat(dict(call(owner, MREALM + "get_change_counts"))).isEmpty();

        Map<String, Object> changes = Map.of("epoch", "e1", "seq", 4L);
        first.beat("edge1", Map.of("timestamp", 17L, "seq", 1L, "changes", changes));
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_change_counts")))
                        .isEqualTo(Map.of("edge1", changes)));

        first.publish("on_worker_started", Payload.of(List.of(Map.of("id", "w1")), Map.of("epoch", "e1", "seq", 5L)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_change_counts")))
                        .isEqualTo(Map.of("edge1", Map.of("epoch", "e1", "seq", 5L))));

        first.session().close();
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_change_counts")))
                        .as("a node that is away may have changed")
                        .isEmpty());
    }

    @Test
    void a_pairing_may_say_where_other_nodes_reach_the_node() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        Map<String, Object> paired = dict(callBy(
                global,
                MREALM + "pair_node",
                Map.of(
                        "pubkey", RunningMaster.newKey().publicKeyHex(),
                        "realm_name", "plant",
                        "authid", "edge1",
                        "cluster_ip", "10.0.0.7")));
        assertThat(paired).containsEntry("cluster_ip", "10.0.0.7").containsEntry("authextra", null);
        assertThat(dict(call(global, MREALM + "get_node", paired.get("oid"))))
                .containsEntry("cluster_ip", "10.0.0.7")
                .containsEntry("status", "offline");
        assertThat(call(global, MREALM + "list_nodes")).isEqualTo(List.of(paired.get("oid")));
        assertThat(dict(call(global, MREALM + "unpair_node_by_name", "plant", "edge1")))
                .containsEntry("authid", null);
    }

    @Test
    void capabilities_are_announced_on_both_realms() {
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        for (WampSession session : List.of(global, master.join("plant"))) {
            assertThat(dict(call(session, MREALM + "get_capabilities"))).containsEntry("product", "weft");
        }
        assertThat(dict(call(global, MREALM + "plant.get_status"))).containsEntry("realm", "plant");
        assertRefused("wamp.error.invalid_argument", () -> call(global, MREALM + "get_nodes"));
    }

    @Test
    void the_home_page_and_the_info_page_are_served() throws Exception {
        for (String path : List.of("/", "/info")) {
            URI page = URI.create(
                    master.master().url().toString().replace("ws:", "http:").replace("/ws", path));
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("Weft fabric master");
        }
    }

    private static List<?> nodes(WampSession session) {
        return (List<?>) Objects.requireNonNull(callBy(session, MREALM + "get_nodes", Map.of("details", true)));
    }

    private static void register(WampSession session, String uri) {
        await(session.register(uri, Dict.empty(), call -> {
            throw new IllegalStateException("never called");
        }));
    }

    private static void assertRefused(String uri, ThrowingCallable call) {
        Consumer<ApplicationError> refused =
                error -> assertThat(error.uri()).as(error.text()).isEqualTo(uri);
        assertThatThrownBy(call).isInstanceOfSatisfying(ApplicationError.class, refused);
    }
}
