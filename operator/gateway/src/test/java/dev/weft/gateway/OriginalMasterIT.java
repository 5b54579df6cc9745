package dev.weft.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Refused;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import dev.weft.transport.Loops;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway against a master that announces nothing and answers as Crossbar.io was recorded to. */
class OriginalMasterIT {

    private static final NodeKey NODE = new NodeKey("plant", "edge1");
    private static final ObjectPath WORKER = NODE.path().child(ObjectKind.WORKER, "w1");
    private static final ObjectPath REALM = WORKER.child(ObjectKind.REALM, "line");
    private static final ObjectPath WEB = WORKER.child(ObjectKind.TRANSPORT, "web");

    private final OriginalMaster master = new OriginalMaster();
    private final Loops loops = Loops.create(1);
    private final FabricGateway gateway =
            FabricGateway.of(GatewaySettings.of(master.url(), List.of(), new OneSecret()), loops);

    @BeforeEach
    void a_worker_runs() {
        master.running().put("worker/w1", Map.of("id", "w1", "type", "router", "status", "started"));
    }

    @AfterEach
    void end() {
        gateway.close();
        master.close();
        loops.close();
    }

    @Test
    void it_is_read_object_by_object() throws Exception {
        Map<String, Object> role =
                Map.of("id", "hmi", "config", Map.of("name", "hmi", "permissions", List.of(Map.of("uri", "com."))));
        master.running()
                .put("realm/w1/line", Map.of("id", "line", "config", Map.of("name", "line"), "roles", List.of(role)));
        master.running().put("transport/w1/web", web());

        LiveState live = get(gateway.read(Set.of("plant", "elsewhere")));

        assertThat(live.product()).isEqualTo("crossbar");
        assertThat(live.capabilities()).isEmpty();
        assertThat(live.realms()).containsOnlyKeys("plant");
        LiveNode node = live.node(NODE).orElseThrow();
        assertThat(node.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(node.inventory()).as("an original keeps none").isEmpty();
        assertThat(node.objects()).containsOnlyKeys(WORKER, REALM, REALM.child(ObjectKind.ROLE, "hmi"), WEB);
        assertThat(Objects.requireNonNull(node.objects().get(REALM)).config()).contains(Map.of("name", "line"));
    }

    @Test
    void a_service_that_it_does_not_list_is_found_when_a_document_wants_it() throws Exception {
        ObjectPath info = WEB.child(ObjectKind.SERVICE, "info");
        master.running().put("transport/w1/web", web());
        master.running().put("service/w1/web/info", Map.of());
        gateway.expect(Set.of(info, WEB.child(ObjectKind.SERVICE, "absent"), REALM));

        LiveNode node = get(gateway.readNode(NODE)).orElseThrow();

        assertThat(node.objects()).containsOnlyKeys(WORKER, WEB, info);
        assertThat(Objects.requireNonNull(node.objects().get(info)).config())
                .as("it shows the transport instead of the service")
                .isEmpty();
    }

    @Test
    void a_node_without_uplink_is_offline_and_not_empty() throws Exception {
        master.setOnline(false);

        assertThat(get(gateway.readNode(NODE)).map(LiveNode::completeness)).contains(Completeness.OFFLINE);
        assertThat(get(gateway.readNode(new NodeKey("plant", "nobody")))).isEmpty();
    }

    @Test
    void a_master_that_refuses_to_say_what_it_is_is_no_original() {
        master.answerCapabilities(payload -> {
            throw ApplicationError.of(ErrorUri.NOT_AUTHORIZED, "not for you");
        });

        assertThatThrownBy(() -> get(gateway.read(Set.of("plant"))))
                .rootCause()
                .isInstanceOfSatisfying(
                        ApplicationError.class, error -> assertThat(error.uri()).isEqualTo(ErrorUri.NOT_AUTHORIZED));
    }

    @Test
    void a_master_is_asked_what_it_is_once_per_session() throws Exception {
        master.announce("probe");

        assertThat(get(gateway.read(Set.of("plant"))).product()).isEqualTo("weft 9");
        get(gateway.readNode(NODE));
        assertThat(master.calls().stream().filter(call -> call.contains("get_capabilities")))
                .hasSize(1);

        master.dropSessions();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(get(gateway.readNode(NODE))).isPresent());
        assertThat(master.calls().stream().filter(call -> call.contains("get_capabilities")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void a_master_that_announces_the_inventory_and_does_not_tell_it_is_not_read() {
        master.announce("inventory");

        assertThatThrownBy(() -> get(gateway.readNode(NODE)))
                .hasStackTraceContaining("what is owned on node plant/edge1");
        assertThatThrownBy(() -> get(gateway.read(Set.of("plant"))))
                .hasStackTraceContaining("what is owned on node plant/edge1");
    }

    @Test
    void an_original_node_below_a_newer_master_can_what_an_original_can() throws Exception {
        master.announce("get_snapshot", "update_router_realm_role", "on_change");

        LiveNode node = get(gateway.readNode(NODE)).orElseThrow();

        assertThat(node.completeness()).isEqualTo(Completeness.COMPLETE);
        assertThat(node.capabilities()).isEmpty();
        assertThat(get(gateway.perform(new Command.Update(REALM.child(ObjectKind.ROLE, "hmi"), Map.of("name", "hmi")))))
                .isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                    assertThat(failed.uri()).isEqualTo(ErrorUri.NO_SUCH_PROCEDURE);
                    assertThat(failed.message()).contains("the node does not offer this");
                });
    }

    @Test
    void a_call_that_a_node_without_uplink_cannot_get_says_that_it_is_away() throws Exception {
        master.setOnline(false);

        assertThat(get(gateway.perform(new Command.Start(REALM, Map.of("name", "line"), Optional.empty()))))
                .isInstanceOf(Reply.Away.class);
        assertThatThrownBy(() -> get(gateway.readObject(REALM)))
                .rootCause()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reply()).isInstanceOf(Reply.Away.class));
    }

    @Test
    void a_call_for_a_worker_that_is_gone_says_so_although_the_master_does_not() throws Exception {
        ObjectPath role = NODE.path()
                .child(ObjectKind.WORKER, "w9")
                .child(ObjectKind.REALM, "line")
                .child(ObjectKind.ROLE, "hmi");

        assertThat(get(gateway.perform(new Command.Update(role, Map.of("name", "hmi")))))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.uri()).isEqualTo(ErrorUri.NO_SUCH_WORKER));
    }

    @Test
    void a_node_that_refuses_to_be_read_is_a_problem_with_a_remedy() throws Exception {
        master.refuse("node.get_workers", ErrorUri.NOT_AUTHORIZED);

        LiveState live = get(gateway.read(Set.of("plant")));

        assertThat(live.unreadable()).singleElement().satisfies(node -> {
            assertThat(node.completeness()).isEqualTo(Completeness.UNKNOWN);
            assertThat(node.problem().orElseThrow().message())
                    .isEqualTo("wamp.error.not_authorized: refused for the test");
            assertThat(node.problem().orElseThrow().remedy()).isNotBlank();
        });
    }

    @Test
    void a_node_that_is_busy_is_only_unknown_for_now() throws Exception {
        master.refuse("node.get_workers", ErrorUri.UNAVAILABLE);

        LiveNode node = get(gateway.readNode(NODE)).orElseThrow();

        assertThat(node.completeness()).isEqualTo(Completeness.UNKNOWN);
        assertThat(node.problem()).isEmpty();
    }

    @Test
    void a_realm_that_is_not_followed_any_more_is_left_and_followed_again_from_the_beginning() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        LiveEvents.Following first = gateway.follow("plant", new Recording("first", heard));
        org.awaitility.Awaitility.await().until(() -> heard.contains("first follows"));
        get(gateway.readNode(NODE));
        assertThat(master.sessions()).isEqualTo(1);

        first.close();
        first.close();
        org.awaitility.Awaitility.await().until(() -> master.sessions() == 0);

        try (LiveEvents.Following second = gateway.follow("plant", new Recording("second", heard));
                LiveEvents.Following third = gateway.follow("plant", new Recording("third", heard))) {
            org.awaitility.Awaitility.await()
                    .until(() -> heard.containsAll(List.of("second follows", "third follows")));
            third.close();
            heard.clear();
            master.publish("crossbarfabriccenter.remote.node.on_worker_started");
            org.awaitility.Awaitility.await().until(() -> heard.contains("second plant/edge1"));
            assertThat(master.sessions()).isEqualTo(1);
            master.publish("crossbarfabriccenter.remote.node.on_worker_started");
            org.awaitility.Awaitility.await()
                    .until(() ->
                            heard.stream().filter("second plant/edge1"::equals).count() >= 2);
        }
        assertThat(heard).containsOnly("second plant/edge1").hasSize(2);
    }

    @Test
    void objects_are_started_by_the_nodes_oid_and_read_back() throws Exception {
        Reply started = get(gateway.perform(new Command.Start(REALM, Map.of("name", "line"), Optional.empty())));

        assertThat(started).isEqualTo(new Reply.Done());
        assertThat(master.calls())
                .contains("crossbarfabriccenter.remote.router.start_router_realm [" + OriginalMaster.NODE_OID
                        + ", w1, line, {name=line}]");
        assertThat(get(gateway.readObject(REALM)).flatMap(LiveObject::config)).contains(Map.of("name", "line"));
        assertThat(get(gateway.readObject(WORKER.child(ObjectKind.REALM, "other"))))
                .isEmpty();
    }

    @Test
    void errors_come_back_with_their_uri() throws Exception {
        Command start = new Command.Start(REALM, Map.of("name", "line"), Optional.empty());
        get(gateway.perform(start));

        assertThat(get(gateway.perform(start)))
                .isEqualTo(new Reply.Failed("crossbar.error.already_running", "already running (or starting)"));
        assertThat(get(gateway.perform(new Command.Stop(WORKER.child(ObjectKind.REALM, "other")))))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.uri()).endsWith("no_such_object"));
        assertThat(get(gateway.perform(new Command.Update(REALM, Map.of()))))
                .isInstanceOfSatisfying(
                        Reply.Failed.class, failed -> assertThat(failed.uri()).endsWith("feature_unavailable"));
    }

    @Test
    void a_lost_session_is_made_again_when_it_is_needed() throws Exception {
        get(gateway.readNode(NODE));
        master.dropSessions();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(get(gateway.readNode(NODE))).isPresent());
    }

    @Test
    void a_secret_is_filled_in_on_the_way_out_and_an_unknown_one_stops_the_call() throws Exception {
        get(gateway.perform(new Command.Start(WEB, Map.of("ticket", "$(secret.hmi/ticket)"), Optional.empty())));

        assertThat(Objects.requireNonNull(master.running().get("transport/w1/web"))
                        .get("config"))
                .isEqualTo(Map.of("ticket", "open sesame"));
        assertThat(get(gateway.perform(
                        new Command.Start(WEB, Map.of("ticket", "$(secret.hmi/other)"), Optional.empty()))))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.message()).contains("$(secret.hmi/other)"));
    }

    private static Map<String, Object> web() {
        return Map.of(
                "id",
                "web",
                "type",
                "web",
                "config",
                Map.of("type", "web", "endpoint", Map.of("type", "tcp", "port", 8080L), "paths", Map.of()),
                "listening_since",
                "2026-01-01T00:00:00.000Z",
                "state",
                3L);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Writes down what it is told. */
    private record Recording(String name, List<String> heard) implements LiveEvents.Listener {

        @Override
        public void onNode(NodeKey node) {
            heard.add(name + " " + node);
        }

        @Override
        public void onUncertain() {}

        @Override
        public void onLost(String mrealm, String reason) {}

        @Override
        public void onFollowing(String mrealm) {
            heard.add(name + " follows");
        }
    }

    private static final class OneSecret implements SecretSource {

        @Override
        public Optional<String> find(SecretRef ref) {
            return ref.key().equals("ticket") ? Optional.of("open sesame") : Optional.empty();
        }
    }
}
