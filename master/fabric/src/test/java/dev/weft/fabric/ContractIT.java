package dev.weft.fabric;

import static dev.weft.fabric.RunningMaster.GLOBAL;
import static dev.weft.fabric.RunningMaster.await;
import static dev.weft.fabric.RunningMaster.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Argument;
import dev.weft.fabric.api.ArgumentType;
import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the procedure table: what every row must do, on each realm that serves it, whatever it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractIT {

    private static final String UNAVAILABLE = "crossbar.error.feature_unavailable";
    private static final String INVALID = "wamp.error.invalid_argument";
    private static final String UNKNOWN = "wamp.error.no_such_procedure";

    @TempDir
    static Path folder;

    private RunningMaster master;
    private WampSession global;
    private WampSession owner;
    private FakeNode node;

    @BeforeAll
    void a_realm_with_a_node_that_answers_everything() throws IOException {
        master = RunningMaster.in(folder, Duration.ofSeconds(10));
        global = master.join(GLOBAL);
        call(global, "crossbarfabriccenter.mrealm.create_mrealm", Map.of("name", "plant"));
        owner = master.join("plant");
        node = master.pairedNode(global, "plant", "edge1");
        Set<String> offered = Set.of(
                "get_status",
                "get_workers",
                "get_worker",
                "start_worker",
                "worker.w1.get_router_realm",
                "worker.w1.realm.r1.root.wamp.session.list");
        ProcedureTable.all().stream()
                .filter(row -> row.built() && row.level().remote() && !row.prefix())
                .map(ContractIT::suffix)
                .distinct()
                .filter(suffix -> !offered.contains(suffix))
                .forEach(suffix -> node.offer(
                        suffix,
                        call -> CompletableFuture.completedFuture(
                                Payload.of(Map.of("args", call.payload().arguments())))));
    }

    @AfterAll
    void stop() {
        master.close();
    }

    private static String suffix(Procedure row) {
        String local = row.local().orElseThrow();
        return switch (row.level()) {
            case WORKER -> "worker.w1." + local;
            case REALM -> "worker.w1.realm.r1.root." + local;
            default -> local;
        };
    }

    static Stream<Procedure> forwarded() {
        return ProcedureTable.all().stream()
                .filter(row -> row.built() && row.level().remote() && !row.prefix());
    }

    static Stream<Procedure> ownOnes() {
        return ProcedureTable.all().stream()
                .filter(row -> row.built() && (row.level() == Level.FABRIC || row.level() == Level.MREALM));
    }

    static Stream<Procedure> notBuilt() {
        return ProcedureTable.all().stream()
                .filter(row ->
                        !row.built() && row.level() != Level.LOCAL && row.uri().indexOf('<') < 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void a_forwarded_row_gives_the_same_positionally_by_keyword_and_on_both_realms(Procedure row) {
        List<Argument> arguments = upToTheLastRequired(row);
        List<Object> positional = new ArrayList<>();
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            positional.add(good(argument));
            keywords.put(otherName(row, argument), good(argument));
        }
        Object answer =
                await(owner.call(row.uri(), Payload.of(positional, Map.of()))).argument(0);
        assertThat(answer).isNotNull();
        assertThat(await(owner.call(row.uri(), Payload.ofKeywords(keywords))).argument(0))
                .isEqualTo(answer);
        assertThat(refusal(global, row.uri(), Payload.of(positional, Map.of()))).isEqualTo("none");
    }

    /** The last of its names, unless another argument has it for its first. */
    private static String otherName(Procedure row, Argument argument) {
        String last = argument.names().get(argument.names().size() - 1);
        boolean taken = row.arguments().stream().anyMatch(other -> other.name().equals(last));
        return taken ? argument.name() : last;
    }

    private static List<Argument> upToTheLastRequired(Procedure row) {
        List<Argument> all = Stream.concat(row.addressing().stream(), row.arguments().stream())
                .filter(argument -> !argument.keywordOnly())
                .toList();
        int last = 0;
        for (int i = 0; i < all.size(); i++) {
            last = all.get(i).required() ? i + 1 : last;
        }
        return all.subList(0, last);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void a_forwarded_row_refuses_what_is_missing_unknown_or_of_the_wrong_type(Procedure row) {
        assertThat(refusal(owner, row.uri(), Payload.empty())).isEqualTo(INVALID);
        assertThat(refusal(owner, row.uri(), Payload.of(17L))).isEqualTo(INVALID);
        assertThat(refusal(owner, row.uri(), Payload.ofKeywords(Map.of("node_oid", "edge1", "color", "red"))))
                .isEqualTo(INVALID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownOnes")
    void a_row_of_the_master_is_served_and_checks_its_arguments(Procedure row) {
        WampSession session = row.level() == Level.FABRIC ? global : owner;
        String uri = row.uri().replace(".<realm_name>", "");
        assertThat(refusal(session, uri, Payload.ofKeywords(Map.of("color", "red"))))
                .isEqualTo(INVALID);
        boolean required = row.arguments().stream().anyMatch(Argument::required);
        assertThat(refusal(session, uri, Payload.empty())).isEqualTo(required ? INVALID : "none");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownOnes")
    void a_row_of_a_realms_controller_is_served_on_the_global_realm_under_the_realms_name(Procedure row) {
        if (row.level() == Level.MREALM) {
            String uri = row.uri().replace("<realm_name>", "plant");
            boolean required = row.arguments().stream().anyMatch(Argument::required);
            assertThat(refusal(global, uri, Payload.empty())).isEqualTo(required ? INVALID : "none");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notBuilt")
    void a_row_that_is_not_built_says_so_under_all_its_names(Procedure row) {
        for (String uri :
                Stream.concat(Stream.of(row.uri()), row.aliases().stream()).toList()) {
            if (uri.indexOf('<') < 0 && !uri.startsWith("crossbar.")) {
                assertThat(refusal(global, uri, Payload.empty())).as(uri).isEqualTo(UNAVAILABLE);
                assertThat(refusal(owner, uri, Payload.empty()))
                        .as(uri)
                        .isEqualTo(row.level() == Level.FABRIC ? UNKNOWN : UNAVAILABLE);
            }
        }
    }

    private Object good(Argument argument) {
        return switch (argument.name()) {
            case Procedure.NODE -> node.oid();
            case Procedure.WORKER -> "w1";
            case Procedure.REALM -> "r1";
            default -> good(argument.type());
        };
    }

    private static Object good(ArgumentType type) {
        return switch (type) {
            case STRING, ID, NODE, OBJECT, ANY -> "x1";
            case UUID -> "00000000-0000-0000-0000-000000000000";
            case KEY -> "ab".repeat(32);
            case INTEGER -> 3L;
            case NUMBER -> 3.5;
            case BOOL -> true;
            case DICT -> Map.of("type", "router");
            case LIST -> List.of();
        };
    }

    /** The error uri that the call is answered with, or "none". */
    private static String refusal(WampSession session, String uri, Payload payload) {
        try {
            await(session.call(uri, payload));
            return "none";
        } catch (ApplicationError error) {
            return error.uri();
        }
    }
}
