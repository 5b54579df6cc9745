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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingIT {

    private static final String MREALM = "crossbarfabriccenter.mrealm.";
    private static final String REMOTE = "crossbarfabriccenter.remote.";

    @TempDir
    Path folder;

    private RunningMaster master;
    private WampSession global;
    private WampSession owner;
    private FakeNode node;

    @BeforeEach
    void a_realm_with_a_node() throws IOException {
        master = RunningMaster.in(folder, Duration.ofMillis(2500));
        global = master.join(GLOBAL);
        call(global, MREALM + "create_mrealm", Map.of("name", "plant"));
        owner = master.join("plant");
        node = master.pairedNode(global, "plant", "edge1");
    }

    @AfterEach
    void stop() {
        master.close();
    }

    @Test
    void a_call_reaches_the_node_by_oid_or_authid_positionally_or_by_keyword() {
        List<Object> none = List.of();
        assertThat(args(call(owner, REMOTE + "node.get_status", node.oid()))).isEqualTo(none);
        assertThat(args(call(owner, REMOTE + "node.get_status", "edge1"))).isEqualTo(none);
        assertThat(args(callBy(owner, REMOTE + "node.get_status", Map.of("node_oid", node.oid()))))
                .isEqualTo(none);
        assertThat(args(callBy(owner, REMOTE + "node.get_status", Map.of("node_id", "edge1"))))
                .isEqualTo(none);
        assertThat(call(owner, REMOTE + "node.get_workers", "edge1")).isEqualTo(List.of("w1"));
        assertThat(args(call(owner, REMOTE + "router.get_router_realm", "edge1", "w1", "r1")))
                .isEqualTo(List.of("r1"));
        assertThat(args(callBy(
                        owner,
                        REMOTE + "router.get_router_realm",
                        Map.of("node_id", "edge1", "worker_id", "w1", "realm_id", "r1"))))
                .isEqualTo(List.of("r1"));
    }

    @Test
    void both_forms_of_start_worker_reach_the_node_in_the_form_of_the_wire() {
        List<Object> wire = List.of("w2", "router", Map.of("title", "x"));
        assertThat(args(call(owner, REMOTE + "node.start_worker", "edge1", "w2", "router", Map.of("title", "x"))))
                .isEqualTo(wire);
        assertThat(args(call(
                        owner,
                        REMOTE + "node.start_worker",
                        "edge1",
                        "w2",
                        Map.of("type", "router", "options", Map.of("title", "x")))))
                .isEqualTo(wire);
    }

    @Test
    void the_global_realm_finds_the_node_by_itself() {
        assertThat(args(call(global, REMOTE + "node.get_status", node.oid()))).isEqualTo(List.of());
        assertThat(args(call(global, REMOTE + "node.get_status", "edge1"))).isEqualTo(List.of());
        call(global, MREALM + "create_mrealm", Map.of("name", "other"));
        master.pairedNode(global, "other", "edge1");
        assertRefused("wamp.error.invalid_argument", () -> call(global, REMOTE + "node.get_status", "edge1"));
        assertThat(args(call(global, REMOTE + "node.get_status", node.oid()))).isEqualTo(List.of());
        WampSession other = master.join("other");
        assertRefused("crossbar.error.no_such_object", () -> call(other, REMOTE + "node.get_status", node.oid()));
    }

    @Test
    void the_node_is_told_who_really_calls() {
        Map<String, Object> answer = dict(call(owner, REMOTE + "node.get_status", "edge1"));
        assertThat(String.valueOf(answer.get("forward_for")))
                .contains("superuser")
                .contains("owner")
                .contains(String.valueOf(owner.details().session()));
    }

    @Test
    void errors_of_the_node_come_back_unchanged() {
        node.offer("trigger_gc", call -> {
            throw ApplicationError.of("com.example.special", "because", Map.of("why", 7L));
        });
        node.offer("get_system_stats", call -> {
            throw ApplicationError.of("com.example.special", "because", Map.of("why", 7L));
        });
        assertThatThrownBy(() -> call(owner, REMOTE + "node.get_system_stats", "edge1"))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("com.example.special");
                    assertThat(error.payload()).isEqualTo(Payload.of(List.of("because"), Map.of("why", 7L)));
                });
    }

    @Test
    void an_offline_node_answers_no_such_procedure_with_the_reason_in_keywords() {
        await(node.session().close());
        Awaitility.await()
                .untilAsserted(() -> assertThat(dict(call(owner, MREALM + "get_node", "edge1")))
                        .containsEntry("status", "offline"));
        assertThatThrownBy(() -> call(owner, REMOTE + "node.get_status", "edge1"))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("wamp.error.no_such_procedure");
                    assertThat(error.payload().keywords())
                            .containsEntry("node", "edge1")
                            .containsEntry("status", "offline");
                    assertThat(String.valueOf(error.payload().keywords().get("last_seen")))
                            .endsWith("Z");
                });
    }

    @Test
    void an_unknown_node_and_an_unknown_worker_are_told_apart() {
        assertRefused("crossbar.error.no_such_object", () -> call(owner, REMOTE + "node.get_status", "nope"));
        assertRefused(
                "crossbar.error.no_such_worker",
                () -> call(owner, REMOTE + "router.get_router_realm", "edge1", "w7", "r1"));
        assertRefused(
                "wamp.error.no_such_procedure", () -> call(owner, REMOTE + "router.get_router_realms", "edge1", "w1"));
    }

    @Test
    void wrong_arguments_are_refused_before_the_node_is_asked() {
        assertRefused("wamp.error.invalid_argument", () -> call(owner, REMOTE + "node.get_status"));
        assertRefused("wamp.error.invalid_argument", () -> call(owner, REMOTE + "node.get_status", "edge1", 1L, 2L));
        assertRefused("wamp.error.invalid_argument", () -> call(owner, REMOTE + "node.get_status", 17L));
        assertRefused(
                "wamp.error.invalid_argument",
                () -> callBy(owner, REMOTE + "node.get_status", Map.of("node_oid", "edge1", "color", "red")));
    }

    @Test
    void a_precondition_that_nobody_checks_is_refused() {
        for (String keyword : List.of("weft_if_match", "weft_idempotency_key")) {
            assertRefused(
                    "crossbar.error.feature_unavailable",
                    () -> callBy(owner, REMOTE + "node.get_status", Map.of("node_oid", "edge1", keyword, "x")));
        }
    }

    @Test
    void a_node_that_does_not_answer_is_given_up() {
        CompletableFuture<String> canceled = new CompletableFuture<>();
        node.offer("get_system_stats", call -> {
            call.canceled().thenAccept(canceled::complete);
            return new CompletableFuture<>();
        });
        assertRefused("wamp.error.timeout", () -> call(owner, REMOTE + "node.get_system_stats", "edge1"));
        assertThat(await(canceled)).isNotNull();
    }

    @Test
    void a_call_that_the_caller_cancels_is_canceled_at_the_node() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> canceled = new CompletableFuture<>();
        node.offer("get_system_stats", call -> {
            asked.complete("asked");
            call.canceled().thenAccept(canceled::complete);
            return new CompletableFuture<>();
        });
        CompletableFuture<Payload> answer = owner.call(REMOTE + "node.get_system_stats", Payload.of("edge1"))
                .toCompletableFuture();
        await(asked);
        answer.cancel(false);
        assertThat(await(canceled)).isNotNull();
    }

    @Test
    void the_meta_api_of_a_realm_is_reached_also_for_procedures_that_the_table_does_not_list() {
        assertThat(args(call(owner, REMOTE + "realm.meta.wamp.session.list", "edge1", "w1", "r1")))
                .isEqualTo(List.of());
        assertThat(args(call(owner, REMOTE + "realm.meta.wamp.session.vendor_extra", node.oid(), "w1", "r1", 5L)))
                .isEqualTo(List.of(5L));
    }

    @Test
    void events_of_a_node_are_heard_under_the_topics_of_the_api() {
        List<Heard> started = RunningMaster.listen(owner, REMOTE + "router.on_router_realm_started");
        List<Heard> older = RunningMaster.listen(owner, REMOTE + "router.on_realm_started");
        List<Heard> changes = RunningMaster.listen(owner, MREALM + "on_change");
        List<Heard> meta = RunningMaster.listen(owner, REMOTE + "realm.meta.wamp.session.on_join");
        node.publish(
                "worker.w1.on_router_realm_started",
                Payload.of(List.of("r1", Map.of("id", "r1")), Map.of("seq", 4L, "epoch", "e1", "ts", "t")));
        node.publish("worker.w1.realm.r1.root.wamp-session-on_join", Payload.of(Map.of("session", 1L)));
        Awaitility.await().untilAsserted(() -> {
            assertThat(started).hasSize(1);
            assertThat(older).hasSize(1);
            assertThat(changes).hasSize(1);
            assertThat(meta).hasSize(1);
        });
        assertThat(started.get(0).arguments()).isEqualTo(List.of(node.oid(), "w1", "r1", Map.of("id", "r1")));
        assertThat(started.get(0).keywords())
                .containsEntry("node_authid", "edge1")
                .containsEntry("mrealm", "plant")
                .containsEntry("seq", 4L)
                .containsEntry("epoch", "e1")
                .containsEntry("ts", "t");
        assertThat(changes.get(0).keywords())
                .containsEntry("topic", REMOTE + "router.on_router_realm_started")
                .containsEntry("seq", 4L);
        assertThat(meta.get(0).arguments().subList(0, 3)).isEqualTo(List.of(node.oid(), "w1", "r1"));
    }

    @Test
    void a_node_that_does_not_count_its_changes_is_counted_for() {
        List<Heard> changes = RunningMaster.listen(owner, MREALM + "on_change");
        List<Heard> workers = RunningMaster.listen(owner, REMOTE + "node.on_worker_started");
        node.publish("on_router_started", Payload.of(Map.of("id", "w1", "status", "started")));
        node.publish("worker.w1.on_log", Payload.of("a line"));
        node.publish("worker.w1.on_realm_started", Payload.of("r1"));
        Awaitility.await().untilAsserted(() -> assertThat(changes).hasSize(2));
        assertThat(changes).extracting(heard -> heard.keywords().get("seq")).containsExactly(1L, 2L);
        assertThat(workers).hasSize(1);
        assertThat(workers.get(0).arguments().subList(0, 2)).isEqualTo(List.of(node.oid(), "w1"));
    }

    @Test
    void the_owner_may_not_speak_in_the_name_of_a_node_nor_have_it_sign() {
        assertRefused(
                "wamp.error.not_authorized",
                () -> await(owner.publish(
                        "crossbarfabriccenter.node.edge1.on_router_started",
                        Dict.of("acknowledge", true),
                        Payload.of("x"))));
        node.offer("sign", call -> CompletableFuture.completedFuture(Payload.of("signed")));
        assertRefused("wamp.error.not_authorized", () -> call(owner, "crossbarfabriccenter.node.edge1.sign", "bytes"));
        assertThat(call(owner, "crossbarfabriccenter.node.edge1.get_workers")).isEqualTo(List.of("w1"));
    }

    private static @Nullable Object args(@Nullable Object answer) {
        return dict(answer).get("args");
    }

    private static void assertRefused(String uri, ThrowingCallable call) {
        Consumer<ApplicationError> refused =
                error -> assertThat(error.uri()).as(error.text()).isEqualTo(uri);
        assertThatThrownBy(call).isInstanceOfSatisfying(ApplicationError.class, refused);
    }
}
