package dev.weft.fabric.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Argument;
import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;
import dev.weft.fabric.testkit.contract.Example.Refused;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each row refuses, and with which error. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsIT {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final Recorded recorded = Recorded.instance();

    @TempDir
    static Path folder;

    private ContractFabric fabric;

    @BeforeAll
    void start() throws IOException {
        fabric = ContractFabric.start(folder);
    }

    @AfterAll
    void stop() {
        fabric.close();
    }

    static Stream<Example> examples() {
        return ProcedureTable.all().stream()
                .filter(row -> row.built() && !row.prefix())
                .map(Recorded.instance()::require);
    }

    static Stream<Example> remoteExamples() {
        return examples().filter(example -> example.row().level().remote());
    }

    static Stream<Procedure> notBuilt() {
        return ProcedureTable.all().stream().filter(row -> !row.built());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void wrong_arguments_are_refused_by_name(Example example) throws IOException {
        try (Scene scene = Scene.unstaged(fabric, example)) {
            for (Place place : canonical(example.row())) {
                if (place.local() && !"w1".equals(scene.placeholders().get("worker_id"))) {
                    continue;
                }
                Map<String, @Nullable Object> good =
                        place.local() ? scene.withoutAddress(scene.keywords()) : scene.keywords();
                for (Argument argument : arguments(example.row(), place)) {
                    Map<String, @Nullable Object> others = new LinkedHashMap<>(good);
                    argument.names().forEach(others::remove);
                    if (argument.required()) {
                        refused(scene, place, Payload.ofKeywords(others), argument.name());
                        refused(scene, place, Payload.ofKeywords(with(others, argument.name(), null)), argument.name());
                    }
                    Object wrong = wrong(argument);
                    if (wrong != null) {
                        refused(
                                scene,
                                place,
                                Payload.ofKeywords(with(others, argument.name(), wrong)),
                                argument.name());
                    }
                }
                refused(scene, place, Payload.ofKeywords(with(good, "color", "red")), "color");
                List<@Nullable Object> tooMany = new ArrayList<>();
                for (int i = 0; i < 9; i++) {
                    tooMany.add("x" + i);
                }
                refused(scene, place, Payload.of(tooMany, Map.of()), "#");
            }
        }
    }

    private static List<Place> canonical(Procedure row) {
        List<Place> places = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            row.uriOn(scope).ifPresent(uri -> places.add(new Place(scope, uri)));
        }
        return places;
    }

    private static List<Argument> arguments(Procedure row, Place place) {
        return place.local()
                ? row.arguments()
                : Stream.concat(row.addressing().stream(), row.arguments().stream())
                        .toList();
    }

    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> others, String name, @Nullable Object value) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(others);
        all.put(name, value);
        return all;
    }

    private static @Nullable Object wrong(Argument argument) {
        return switch (argument.type()) {
            case STRING, NODE, OBJECT, UUID, DICT, LIST, BOOL -> 17L;
            case ID -> "a b";
            case KEY -> "abc";
            case INTEGER, NUMBER -> "many";
            case ANY -> null;
        };
    }

    /** @param argument whose name the error tells, or how it begins */
    private void refused(Scene scene, Place place, Payload payload, String argument) {
        String what = place.uri(scene) + " with " + payload.arguments() + " " + payload.keywords();
        ApplicationError error = refusal(session(scene, place.scope()), place.uri(scene), payload);
        assertThat(error.uri()).as(what + ": " + error).isEqualTo(ErrorUri.INVALID_ARGUMENT);
        Map<String, @Nullable Object> details = error.payload().keywords();
        assertThat(String.valueOf(details.get("argument")))
                .as(what + ": " + error)
                .startsWith(argument);
        assertThat(details).as(what).containsKeys("procedure", "expected", "got");
        assertThat(error.text()).as(what).contains(String.valueOf(details.get("argument")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void what_a_row_refuses_has_the_recorded_error(Example example) throws IOException {
        for (Refused refused : example.refused()) {
            Example staged = refused.before() == null
                    ? example
                    : new Example(
                            example.row(),
                            refused.before(),
                            example.ways(),
                            List.of(),
                            example.elsewhere(),
                            example.fill(),
                            example.costly(),
                            example.freshNode());
            // A stopped worker takes seconds: those who only name another one need none.
            Scene opened = example.costly() && refused.before() == null
                    ? Scene.unstaged(fabric, example)
                    : Scene.open(fabric, staged, staged.first());
            try (Scene scene = opened) {
                Map<String, @Nullable Object> keywords = scene.keywords();
                keywords.putAll(scene.resolve(refused.changes()));
                for (Place place : canonical(example.row())) {
                    Payload payload = Payload.ofKeywords(place.local() ? scene.withoutAddress(keywords) : keywords);
                    ApplicationError error = refusal(session(scene, place.scope()), place.uri(scene), payload);
                    assertThat(error.uri())
                            .as(place.uri(scene) + " with " + payload.keywords() + ": " + error)
                            .isEqualTo(refused.error());
                    assertThat(error.text()).isNotBlank().doesNotContainPattern("\\{[a-z_]+}");
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remoteExamples")
    void a_node_or_worker_that_does_not_exist_is_named(Example example) throws IOException {
        try (Scene scene = Scene.unstaged(fabric, example)) {
            for (Place place : remotePlaces(example.row())) {
                String uri = place.uri(scene);
                WampSession session = session(scene, place.scope());
                for (String node : List.of(NOBODY, "nope")) {
                    Payload payload = Payload.ofKeywords(with(scene.keywords(), Procedure.NODE, node));
                    ApplicationError error = refusal(session, uri, payload);
                    assertThat(error.uri()).as(uri + ": " + error).isEqualTo(ErrorUri.NO_SUCH_OBJECT);
                    assertThat(error.text()).contains(node);
                }
                if (example.row().level() != Level.NODE) {
                    Payload payload = Payload.ofKeywords(with(scene.keywords(), Procedure.WORKER, "nope"));
                    ApplicationError error = refusal(session, uri, payload);
                    assertThat(error.uri()).as(uri + ": " + error).isEqualTo(ErrorUri.NO_SUCH_WORKER);
                    assertThat(error.text()).contains("nope");
                }
                if (example.row().level() == Level.REALM) {
                    Payload payload = Payload.ofKeywords(with(scene.keywords(), Procedure.REALM, "nope"));
                    ApplicationError error = refusal(session, uri, payload);
                    assertThat(error.uri()).as(uri + ": " + error).isEqualTo(ErrorUri.NO_SUCH_OBJECT);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remoteExamples")
    void a_node_that_is_offline_is_told_as_such(Example example) throws IOException {
        try (Scene scene = Scene.unstaged(fabric, example)) {
            for (Place place : remotePlaces(example.row())) {
                Payload payload = Payload.ofKeywords(with(scene.keywords(), Procedure.NODE, ContractFabric.OFFLINE));
                ApplicationError error = refusal(session(scene, place.scope()), place.uri(scene), payload);
                assertThat(error.uri()).as(place + ": " + error).isEqualTo(ErrorUri.NO_SUCH_PROCEDURE);
                assertThat(error.payload().keywords())
                        .as(place + ": " + error)
                        .containsEntry("node", ContractFabric.OFFLINE)
                        .containsEntry("status", "offline")
                        .containsEntry("last_seen", null);
            }
        }
    }

    private static List<Place> remotePlaces(Procedure row) {
        return Place.of(row).stream().filter(place -> !place.local()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notBuilt")
    void a_row_that_is_not_built_says_so_under_all_its_names(Procedure row) {
        for (Place place : Place.of(row)) {
            if (place.local() && !onThisNode(row)) {
                continue;
            }
            String uri = place.uri()
                    .replace("<realm_name>", ContractFabric.PLANT)
                    .replace("<node_id>", ContractFabric.EDGE)
                    .replace("<worker_id>", "w1")
                    .replace("<realm_id>", "r1");
            WampSession session = switch (place.scope()) {
                case GLOBAL -> fabric.global();
                case MREALM -> fabric.owner();
                case NODE -> fabric.local();
            };
            ApplicationError error = refusal(session, uri, Payload.empty());
            assertThat(error.uri()).as(place + ": " + error).isEqualTo(ErrorUri.FEATURE_UNAVAILABLE);
            assertThat(error.text()).as(place.toString()).contains(row.uri());
        }
    }

    /** Of the workers' rows a router worker has its own only; signing for others is nobody's. */
    private static boolean onThisNode(Procedure row) {
        return switch (row.level()) {
            case NODE -> true;
            case WORKER ->
                row.uri().startsWith(ContractFabric.REMOTE + "worker.")
                        || row.uri().startsWith(ContractFabric.REMOTE + "router.");
            case LOCAL -> row.uri().startsWith("crossbar.node.");
            case FABRIC, MREALM, REALM -> false;
        };
    }

    private WampSession session(Scene scene, Scope scope) {
        return switch (scope) {
            case GLOBAL -> fabric.global();
            case MREALM -> fabric.owner();
            case NODE -> scene.local();
        };
    }

    /** The error that the call is answered with. */
    private static ApplicationError refusal(WampSession session, String uri, Payload payload) {
        try {
            Payload result = ContractFabric.await(session.call(uri, payload));
            throw new AssertionError(uri + " with " + payload.arguments() + " " + payload.keywords()
                    + " was not refused: " + result.arguments());
        } catch (ApplicationError error) {
            return error;
        }
    }
}
