package dev.weft.fabric.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;
import dev.weft.fabric.testkit.contract.Example.Way;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each row that is built answers as recorded: on each realm that serves it, under each of its names, positionally and by keyword. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {

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

    private enum Style {
        POSITIONAL,
        BY_KEYWORD
    }

    @TestFactory
    Stream<DynamicContainer> a_row_that_is_built_answers_as_recorded() {
        return ProcedureTable.all().stream().filter(Procedure::built).map(row -> {
            Example example = recorded.find(row).orElse(null);
            Stream<DynamicTest> tests = example == null
                    ? Stream.of(DynamicTest.dynamicTest("has an example", () -> recorded.require(row)))
                    : tests(example);
            return DynamicContainer.dynamicContainer(row.uri(), tests);
        });
    }

    private Stream<DynamicTest> tests(Example example) {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < example.ways().size(); i++) {
            Way way = example.ways().get(i);
            int turn = i;
            for (Place place : Place.of(example.row())) {
                if (example.costly() && i > 0 && place.scope() != Scope.MREALM) {
                    continue;
                }
                for (Style style : styles(example, way, turn++)) {
                    if (style == Style.POSITIONAL
                            && !way.arguments().keySet().stream().allMatch(name -> known(example, name))) {
                        continue;
                    }
                    String name = "way " + (i + 1) + ", " + style + ": " + place;
                    tests.add(DynamicTest.dynamicTest(name, () -> answers(example, way, place, style)));
                }
            }
        }
        return tests.stream();
    }

    /** Another form of the arguments has an order of its own, which the example would have to spell out. */
    private static boolean known(Example example, String name) {
        return example.row().argument(name).isPresent()
                || Stream.concat(example.row().addressing().stream(), example.row().arguments().stream())
                        .anyMatch(argument -> argument.names().contains(name));
    }

    private static List<Style> styles(Example example, Way way, int turn) {
        if (way.positional() != null) {
            return List.of(Style.POSITIONAL);
        }
        return example.costly() ? List.of(Style.values()[turn % 2]) : List.of(Style.values());
    }

    private void answers(Example example, Way way, Place place, Style style) throws IOException {
        try (Scene scene = Scene.open(fabric, example, way)) {
            Payload payload = style == Style.POSITIONAL ? scene.positional(place) : scene.byKeyword(place);
            String uri = place.uri(scene);
            String what = style + " " + uri + " with " + payload.arguments() + " " + payload.keywords();
            WampSession session = session(scene, place.scope());
            Object result;
            try {
                result = ContractFabric.await(session.call(uri, payload)).argument(0);
            } catch (ApplicationError error) {
                throw new AssertionError(what + " was refused: " + error, error);
            }
            scene.undo(result);
            Map<String, @Nullable Object> given = scene.keywords();
            // A node does not tell its own realm's sessions apart.
            given.put("caller", place.local() ? null : session.details().session());
            assertThat(recorded.shapes().differences(way.result(), result, given))
                    .as(what + " answered " + result)
                    .isEmpty();
        }
    }

    private WampSession session(Scene scene, Scope scope) {
        return switch (scope) {
            case GLOBAL -> fabric.global();
            case MREALM -> fabric.owner();
            case NODE -> scene.local();
        };
    }

    @Test
    void every_extension_that_is_announced_is_there_and_every_one_that_is_there_is_announced() {
        Object answer = ContractFabric.call(fabric.owner(), ContractFabric.MREALM + "get_capabilities");
        Set<String> announced = ((List<?>) ContractFabric.field(answer, "extensions"))
                .stream().map(String::valueOf).collect(Collectors.toSet());
        for (Procedure row : ProcedureTable.all()) {
            String name = row.uri().substring(row.uri().lastIndexOf('.') + 1);
            if (row.extension() && row.level() != Level.MREALM) {
                assertThat(announced.contains(name)).as(name).isEqualTo(row.built());
            }
        }
        assertThat(announced).contains("inventory", "on_change");
    }

    @Test
    void a_generated_id_is_unique_and_told() {
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Object realm = ContractFabric.call(
                    fabric.owner(),
                    ContractFabric.REMOTE + "router.start_router_realm",
                    fabric.nodeOid(),
                    "w1",
                    null,
                    Map.of("name", "generated" + i));
            ids.add(ContractFabric.field(realm, "id"));
        }
        assertThat(ids).doesNotHaveDuplicates();
        Object running = ContractFabric.call(
                fabric.owner(), ContractFabric.REMOTE + "router.get_router_realms", fabric.nodeOid(), "w1");
        assertThat(running).asInstanceOf(InstanceOfAssertFactories.LIST).containsAll(ids);
    }
}
