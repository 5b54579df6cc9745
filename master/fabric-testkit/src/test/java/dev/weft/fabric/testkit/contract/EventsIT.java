package dev.weft.fabric.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Topic;
import dev.weft.fabric.api.TopicTable;
import dev.weft.fabric.testkit.contract.Hearing.Event;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each row publishes, and the topics that no call leads to: names, arguments, keywords, older names, on both realms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventsIT {

    private static final int LAST = Integer.MAX_VALUE;
    private static final String META = ContractFabric.REMOTE + "realm.meta.";

    private final Recorded recorded = Recorded.instance();

    @TempDir
    static Path folder;

    private ContractFabric fabric;
    private Hearing hearing;

    @BeforeAll
    void start() throws IOException {
        fabric = ContractFabric.start(folder);
        hearing = Hearing.of(fabric);
    }

    @AfterAll
    void stop() {
        fabric.close();
    }

    static Stream<Example> publishing() {
        return ProcedureTable.all().stream()
                .filter(row -> row.built() && !row.events().isEmpty())
                .map(Recorded.instance()::require);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publishing")
    void a_row_publishes_its_topics(Example example) throws IOException {
        Procedure row = example.row();
        try (Scene scene = Scene.open(fabric, example, example.first())) {
            Map<String, @Nullable Object> keywords = scene.keywords();
            WampSession session = row.level() == Level.FABRIC ? fabric.global() : fabric.owner();
            int mark = hearing.count();
            Object result = ContractFabric.await(session.call(row.uri(), Payload.ofKeywords(keywords)))
                    .argument(0);
            for (String uri : row.events()) {
                if (!uri.endsWith("_failed")) {
                    arrives(mark, TopicTable.require(uri), keywords, scene.authid());
                }
            }
            scene.undo(result);
        }
    }

    /** On each realm where it belongs, under each of its names, with one number. */
    private void arrives(int mark, Topic topic, Map<String, @Nullable Object> given, String authid) {
        for (String realm : realms(topic)) {
            Event first = null;
            for (String name : topic.uris()) {
                Event event = hearing.await(
                        mark,
                        name + " on " + realm,
                        e -> e.realm().equals(realm) && e.topic().equals(name) && about(topic, given, e));
                hasShape(topic, event);
                if (topic.level().remote()) {
                    hasPlace(event, authid);
                    assertThat(event.keywords()).isEqualTo(first == null ? event.keywords() : first.keywords());
                    first = event;
                }
            }
            if (first != null) {
                isTheOneChange(mark, realm, topic, first);
            }
        }
    }

    private static List<String> realms(Topic topic) {
        return topic.level() == Level.FABRIC
                ? List.of("com.crossbario.fabric")
                : List.of("com.crossbario.fabric", ContractFabric.PLANT);
    }

    /** True where the ids in the event are those that were given. */
    private static boolean about(Topic topic, Map<String, @Nullable Object> given, Event event) {
        List<String> names = new ArrayList<>(topic.addressing());
        names.addAll(topic.payload());
        for (int i = 0; i < names.size(); i++) {
            Object expected = given.get(names.get(i));
            if (expected instanceof String && !expected.equals(event.argument(i))) {
                return false;
            }
        }
        return true;
    }

    private void hasShape(Topic topic, Event event) {
        List<@Nullable Object> shapes = recorded.findTopic(topic.uri())
                .orElseThrow(() -> new AssertionError(topic.uri() + " is built: add its shape to recorded.yaml"));
        int from = topic.addressing().size();
        assertThat(event.arguments()).as(event.toString()).hasSize(from + shapes.size());
        for (int i = 0; i < shapes.size(); i++) {
            assertThat(recorded.shapes().differences(shapes.get(i), event.argument(from + i), Map.of()))
                    .as("argument " + (from + i) + " of " + event)
                    .isEmpty();
        }
    }

    private void hasPlace(Event event, String authid) {
        assertThat(event.keywords())
                .as(event.toString())
                .containsEntry("node_authid", authid)
                .containsEntry("mrealm", ContractFabric.PLANT);
        for (String name : Topic.KEYWORDS) {
            assertThat(event.keywords().get(name)).as(name + " of " + event).isNotNull();
        }
        assertThat(recorded.shapes().differences("iso", event.keywords().get("ts"), Map.of()))
                .isEmpty();
        assertThat(recorded.shapes().differences("int", event.keywords().get("seq"), Map.of()))
                .isEmpty();
    }

    /** {@code on_change} carries each change once. */
    private void isTheOneChange(int mark, String realm, Topic topic, Event event) {
        Object seq = event.keywords().get("seq");
        Object epoch = event.keywords().get("epoch");
        Event change = hearing.await(
                mark,
                "on_change of " + event,
                e -> e.topic().equals(TopicTable.ON_CHANGE)
                        && e.realm().equals(realm)
                        && Objects.equals(e.keywords().get("seq"), seq)
                        && Objects.equals(e.keywords().get("epoch"), epoch)
                        && Objects.equals(e.argument(0), event.argument(0)));
        assertThat(change.keywords()).as(change.toString()).containsKeys("topic", "node_authid", "ts");
        assertThat(hearing.since(mark).stream().filter(change::equals))
                .as("once: " + change)
                .hasSize(1);
        assertThat(topic.uris().stream()
                                .anyMatch(uri -> sameEnd(
                                        uri, String.valueOf(change.keywords().get("topic"))))
                        || topic.uri().startsWith(ContractFabric.REMOTE + "node.on_router_"))
                .as(change.toString())
                .isTrue();
    }

    private static boolean sameEnd(String uri, String other) {
        return uri.substring(uri.lastIndexOf('.')).equals(other.substring(other.lastIndexOf('.')));
    }

    @Test
    void a_node_that_comes_and_goes_is_told_of() throws IOException {
        int mark = hearing.count();
        String oid;
        try (ContractFabric.RunningNode fresh = fabric.freshNode()) {
            oid = fresh.oid();
            arrives(mark, TopicTable.require(ContractFabric.MREALM + "on_node_ready"), Map.of("node_oid", oid), "");
            ContractFabric.call(fabric.owner(), ContractFabric.REMOTE + "node.shutdown", oid);
            ContractFabric.await(fresh.node().ended());
        }
        arrives(
                mark,
                TopicTable.require(ContractFabric.REMOTE + "node.on_node_stopping"),
                Map.of("node_oid", oid),
                authid(mark, oid));
        arrives(mark, TopicTable.require(ContractFabric.MREALM + "on_node_shutdown"), Map.of("node_oid", oid), "");
    }

    private String authid(int mark, String oid) {
        return String.valueOf(hearing.await(
                        mark, "a heartbeat", e -> e.topic().endsWith("on_node_heartbeat") && oid.equals(e.argument(0)))
                .keywords()
                .get("node_authid"));
    }

    @Test
    void a_heartbeat_has_its_fields_as_keywords_too() {
        Topic topic = TopicTable.require(ContractFabric.REMOTE + "node.on_node_heartbeat");
        for (String realm : realms(topic)) {
            Event beat = hearing.await(
                    0,
                    "a heartbeat on " + realm,
                    e -> e.realm().equals(realm)
                            && e.topic().equals(topic.uri())
                            && fabric.nodeOid().equals(e.argument(0)));
            hasShape(topic, beat);
            assertThat(beat.keywords()).containsEntry("node_authid", ContractFabric.EDGE);
            assertThat(beat.argument(1))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .allSatisfy((name, value) -> assertThat(beat.keywords()).containsKey(String.valueOf(name)));
        }
    }

    @Test
    void a_worker_that_dies_is_told_of_with_its_exit_code_and_starts_again() {
        Object worker = ContractFabric.call(
                fabric.owner(), ContractFabric.REMOTE + "node.start_worker", fabric.nodeOid(), "mortal", "router");
        int mark = hearing.count();
        Map<String, Object> given = Map.of("node_oid", fabric.nodeOid(), "worker_id", "mortal");
        ProcessHandle.of((Long) ContractFabric.field(worker, "pid"))
                .orElseThrow()
                .destroyForcibly();
        for (String name : List.of("on_worker_failed", "on_worker_starting", "on_worker_started")) {
            arrives(mark, TopicTable.require(ContractFabric.REMOTE + "node." + name), given, ContractFabric.EDGE);
        }
        ContractFabric.call(fabric.owner(), ContractFabric.REMOTE + "node.stop_worker", fabric.nodeOid(), "mortal");
        arrives(mark, TopicTable.require(ContractFabric.REMOTE + "node.on_worker_stopped"), given, ContractFabric.EDGE);
    }

    @Test
    void what_a_worker_prints_is_told_of() throws IOException {
        int mark = hearing.count();
        Object worker =
                ContractFabric.call(fabric.owner(), ContractFabric.REMOTE + "node.get_worker", fabric.nodeOid(), "w1");
        // A virtual machine prints its threads when it is asked to.
        new ProcessBuilder("kill", "-QUIT", String.valueOf(ContractFabric.field(worker, "pid"))).start();
        Map<String, Object> given = Map.of("node_oid", fabric.nodeOid(), "worker_id", "w1");
        Topic log = TopicTable.require(ContractFabric.REMOTE + "worker.on_worker_log");
        hasShape(
                log,
                hearing.await(mark, "a line of the log", e -> e.topic().equals(log.uri()) && about(log, given, e)));
    }

    @Test
    void a_transport_that_cannot_listen_is_told_of() {
        int mark = hearing.count();
        Object running = ContractFabric.call(
                fabric.owner(), ContractFabric.REMOTE + "router.get_router_transport", fabric.nodeOid(), "w1", "web1");
        Object endpoint = ContractFabric.field(ContractFabric.field(running, "config"), "endpoint");
        Map<String, Object> config = Map.of("type", "websocket", "endpoint", endpoint);
        ApplicationError refused = null;
        try {
            ContractFabric.call(
                    fabric.owner(),
                    ContractFabric.REMOTE + "router.start_router_transport",
                    fabric.nodeOid(),
                    "w1",
                    "second",
                    config);
        } catch (ApplicationError error) {
            refused = error;
        }
        assertThat(refused).isNotNull();
        arrives(
                mark,
                TopicTable.require(ContractFabric.REMOTE + "router.on_router_transport_failed"),
                Map.of("node_oid", fabric.nodeOid(), "worker_id", "w1", "transport_id", "second"),
                ContractFabric.EDGE);
    }

    @Test
    void what_happens_in_a_realm_with_a_bridged_meta_api_is_told_of() {
        int mark = hearing.count();
        WampSession client = fabric.client();
        WampSession.Registration registration = ContractFabric.await(client.register(
                "com.example.short", Dict.empty(), call -> CompletableFuture.completedFuture(call.payload())));
        WampSession.Subscription subscription =
                ContractFabric.await(client.subscribe("com.example.brief", Dict.empty(), (payload, details) -> {}));
        ContractFabric.await(registration.unregister());
        ContractFabric.await(subscription.unsubscribe());
        ContractFabric.await(client.close());
        Long session = client.details().session();
        for (Topic topic : TopicTable.all()) {
            if (topic.uri().startsWith(META) && topic.uri().indexOf('<') < 0) {
                for (String realm : realms(topic)) {
                    Event event = hearing.await(
                            mark,
                            topic.uri() + " on " + realm,
                            e -> e.realm().equals(realm)
                                    && e.topic().equals(topic.uri())
                                    && (session.equals(e.argument(3)) || session.equals(sessionOf(e.argument(3)))));
                    assertThat(event.arguments().subList(0, 3)).isEqualTo(List.of(fabric.nodeOid(), "w1", "r1"));
                    assertThat(event.keywords()).containsEntry("node_authid", ContractFabric.EDGE);
                    hasShape(topic, event);
                }
            }
        }
    }

    private static @Nullable Object sessionOf(@Nullable Object details) {
        return details instanceof Map<?, ?> map ? map.get("session") : null;
    }

    @Test
    @Order(LAST)
    void every_topic_that_is_built_was_heard() {
        Set<String> heard = hearing.since(0).stream().map(Event::topic).collect(Collectors.toSet());
        Set<String> missing = TopicTable.all().stream()
                .filter(topic -> topic.built() && topic.uri().indexOf('<') < 0)
                .flatMap(topic -> topic.uris().stream())
                .filter(uri -> !heard.contains(uri))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).isEmpty();
    }
}
