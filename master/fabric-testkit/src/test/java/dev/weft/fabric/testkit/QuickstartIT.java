package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README promises of the first minute. */
class QuickstartIT {

    private static final Duration HEALED = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void it_comes_up_and_then_there_is_nothing_to_do() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            LocalFabric.Finished plan = quickstart.weft("reconcile", "--dry-run", "-f", "quickstart");

            assertThat(plan.requireStatus(0).out()).containsIgnoringCase("nothing to do");
            assertThat(page(quickstart.port1())).contains("<html");
            assertThat(page(quickstart.port2())).contains("<html");
            assertThat(quickstart.up().terminate()).isZero();
            assertThat(quickstart
                            .weft("reconcile", "--dry-run", "-f", "quickstart")
                            .status())
                    .as("no fabric is left")
                    .isEqualTo(1);
        }
    }

    @Test
    void a_node_and_a_master_that_are_killed_are_started_again_and_told() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            Map<String, String> started = Map.of("node-edge1", "node      plant-a/edge1 ", "master", "master    ws");
            for (String victim : started.keySet()) {
                process(quickstart, started.get(victim)).destroyForcibly();

                quickstart
                        .up()
                        .awaitLine(
                                line -> line.matches(
                                        "\\d\\d:\\d\\d:\\d\\d " + victim
                                                + " ended with status 137 \\(by signal 9\\); it is started again in 1 s; its last lines:"));
                ProcessHandle after = process(quickstart, victim + " is started again ");
                await().atMost(HEALED)
                        .ignoreExceptions()
                        .until(() ->
                                quickstart.weft("status", "-f", "quickstart").status() == 0
                                        && page(quickstart.port1()).contains("<html"));
                assertThat(after.isAlive()).isTrue();
            }
            assertThat(quickstart.up().terminate()).isZero();
            assertThat(quickstart.up().lines())
                    .filteredOn(line -> line.contains("is started again in"))
                    .as("whoever is asked to end is not started again")
                    .hasSize(2);
        }
    }

    @Test
    void a_worker_that_is_killed_is_told() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            ProcessHandle node = process(quickstart, "node      plant-a/edge1 ");

            node.children().findFirst().orElseThrow().destroyForcibly();

            quickstart
                    .up()
                    .awaitLine(
                            line -> line.matches(
                                    "\\d\\d:\\d\\d:\\d\\d node-edge1: worker router1 died with exit code 137 \\(signal 9\\); .*"));
            await().atMost(HEALED)
                    .ignoreExceptions()
                    .until(() -> page(quickstart.port1()).contains("<html"));
        }
    }

    /** The process that this line of {@code weft up} names; the line may be to come. */
    private static ProcessHandle process(Quickstart quickstart, String begin) {
        String line = quickstart.up().awaitLine(each -> each.contains(begin) && each.contains("(process "));
        String pid = line.replaceAll(".*\\(process (\\d+)\\).*", "$1");
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @Test
    void a_plan_shows_exactly_the_edits_with_their_places_and_reconcile_applies_them() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            int port3 = Site.freePort();
            int port4 = Site.freePort();
            quickstart.edit("layout.yaml", "allow: {call: true, subscribe: true}", "allow: {call: true}");
            quickstart.edit(
                    "layout.yaml",
                    "    transports:\n",
                    "    transports:\n    - id: extra\n      type: rawsocket\n      endpoint: {type: tcp, interface: 127.0.0.1, port: $(values.rsPort)}\n");
            quickstart.edit(
                    "layout.yaml", "  workers:\n", "    rsPort: {type: integer, default: " + port3 + "}\n  workers:\n");
            quickstart.edit(
                    "nodes.yaml",
                    "wsPort: " + quickstart.port2(),
                    "rsPort: " + port4 + ", wsPort: " + quickstart.port2());

            LocalFabric.Finished plan = quickstart
                    .weft("reconcile", "--dry-run", "-f", "quickstart")
                    .requireStatus(2);

            assertThat(plan.out())
                    .contains("layout.yaml:" + quickstart.line("layout.yaml", "allow: {call: true}") + ":")
                    .contains("layout.yaml:" + quickstart.line("layout.yaml", "id: extra") + ":")
                    .contains("operator")
                    .contains("extra");
            quickstart.weft("reconcile", "-f", "quickstart").requireStatus(0);
            quickstart.weft("reconcile", "--dry-run", "-f", "quickstart").requireStatus(0);
        }
    }

    @Test
    void a_role_that_is_removed_from_the_layout_is_stopped() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            quickstart.edit("layout.yaml", """
                          - name: machine
                            permissions:
                            - {uri: com.plant., match: prefix, allow: {register: true, publish: true}}
                    """.indent(0), "");

            LocalFabric.Finished dangling = quickstart
                    .weft("reconcile", "--dry-run", "-f", "quickstart")
                    .requireStatus(1);
            assertThat(dangling.out() + dangling.err())
                    .as("a transport still lets clients in under that role")
                    .contains("layout.yaml:" + quickstart.line("layout.yaml", "role: machine}") + ":");
            quickstart.edit("layout.yaml", "role: machine}", "role: operator}");

            LocalFabric.Finished plan = quickstart
                    .weft("reconcile", "--dry-run", "-f", "quickstart")
                    .requireStatus(2);

            assertThat(plan.out()).contains("machine").contains("2 nodes");
            quickstart.weft("reconcile", "-f", "quickstart").requireStatus(0);
            assertThat(quickstart.join("machines").details().authrole()).isEqualTo("operator");
            quickstart.weft("reconcile", "--dry-run", "-f", "quickstart").requireStatus(0);
        }
    }

    @Test
    void a_permission_that_is_removed_is_refused_at_the_next_call_and_its_registrations_are_revoked() throws Exception {
        try (Quickstart quickstart = Quickstart.start(folder)) {
            WampSession machine = quickstart.join("machines");
            WampSession operator = quickstart.join("ws");
            get(machine.register(
                    "com.plant.echo", Dict.empty(), call -> CompletableFuture.completedFuture(call.payload())));
            assertThat(get(operator.call("com.plant.echo", Payload.of("a"))).argument(0))
                    .isEqualTo("a");

            quickstart.edit("layout.yaml", "allow: {register: true, publish: true}", "allow: {publish: true}");
            quickstart.weft("reconcile", "-f", "quickstart").requireStatus(0);

            assertThatThrownBy(() -> get(operator.call("com.plant.echo", Payload.of("b"))))
                    .hasMessageContaining("wamp.error.no_such_procedure");

            quickstart.edit("layout.yaml", "allow: {call: true, subscribe: true}", "allow: {subscribe: true}");
            quickstart.weft("reconcile", "-f", "quickstart").requireStatus(0);

            assertThatThrownBy(() -> get(operator.call("com.plant.echo", Payload.of("c"))))
                    .hasMessageContaining("wamp.error.not_authorized");
            assertThat(operator.closed().toCompletableFuture())
                    .as("the session lives on")
                    .isNotDone();
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String page(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
