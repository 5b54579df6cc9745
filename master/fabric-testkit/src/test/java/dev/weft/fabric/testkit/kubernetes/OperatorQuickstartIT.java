package dev.weft.fabric.testkit.kubernetes;

import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitCondition;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitUntil;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.events;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.get;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Site;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The quickstart on Kubernetes: what a user of {@code kubectl} does and sees, with a real API server, operator, master and nodes. One
 * fleet for all; each test leaves it as it found it, but for those at the end.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorQuickstartIT {

    private static final String REALM = "plant-a";

    @TempDir
    static Path folder;

    private static final int[] PORTS = {Site.freePort(), Site.freePort()};
    private static OperatorSite site;
    private static Kubectl plant;
    private static Path documents;

    @BeforeAll
    static void start() throws IOException {
        site = OperatorSite.start(folder);
        site.operator("weft-0");
        site.kubectl().succeed("create", "namespace", "plant");
        plant = site.kubectl().in("plant");
        documents = documents(folder.resolve("quickstart"));
        for (String node : new String[] {"edge1", "edge2"}) {
            String key = site.prepareNode(node);
            plant.succeed("apply", "-f", documents.toString());
            plant.succeed(
                    "patch", "fabricnode", node, "--type=merge", "-p", "{\"spec\":{\"publicKey\":\"" + key + "\"}}");
        }
        // Paired before they start, so that they are let in at once.
        awaitCondition(plant, "Online=false", "fabricnode/edge1", "fabricnode/edge2");
        site.fabric().startNode("edge1");
        site.fabric().startNode("edge2");
        awaitReady();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    /** The examples as they are, but for the ports. */
    private static Path documents(Path into) throws IOException {
        Files.createDirectories(into);
        Path from = Checkout.root().resolve("examples/quickstart");
        for (String file : new String[] {"realm.yaml", "nodes.yaml", "layout.yaml"}) {
            Files.writeString(
                    into.resolve(file),
                    Files.readString(from.resolve(file))
                            .replace("default: 8080", "default: " + PORTS[0])
                            .replace("wsPort: 8081", "wsPort: " + PORTS[1]));
        }
        return into;
    }

    private static int paired() {
        return site.call(REALM, "mrealm.get_nodes") instanceof java.util.List<?> nodes ? nodes.size() : 0;
    }

    private static void awaitReady() {
        awaitCondition(
                plant, "Ready", "managementrealm/plant-a", "fabricnode/edge1", "fabricnode/edge2", "nodelayout/base");
        awaitCondition(
                plant, "Synced", "managementrealm/plant-a", "fabricnode/edge1", "fabricnode/edge2", "nodelayout/base");
    }

    @Test
    @Order(1)
    void what_was_applied_is_ready_and_calls_through_its_transports_are_answered() {
        for (int port : PORTS) {
            assertThat(echo(port)).isEqualTo("ping");
        }
        String shown = plant.succeed("get", "weft");
        assertThat(shown).contains("2/2 applied").doesNotContain("False").doesNotContain("Unknown");
        assertThat(site.kubectl().in(OperatorSite.SYSTEM).succeed("get", "fabric", "default"))
                .contains("Reachable");
    }

    @Test
    @Order(2)
    void a_permission_that_is_edited_away_is_refused_at_the_next_call_and_given_back_by_the_next_apply() {
        WampSession machine = machine(PORTS[0]);
        WampSession operator = site.join(PORTS[0], "ws");
        assertThat(get(operator.call("com.plant.echo", Payload.of("a"))).argument(0))
                .isEqualTo("a");

        plant.edit("nodelayout/base", "s/call: true/call: false/");

        awaitUntil("the call is refused", () -> refusal(operator).contains("wamp.error.not_authorized"));
        assertThat(operator.closed().toCompletableFuture())
                .as("the session lives on")
                .isNotDone();
        plant.succeed("apply", "-f", documents.toString());
        awaitUntil("the call is answered", () -> refusal(operator).isEmpty());
        get(machine.close());
        get(operator.close());
        awaitReady();
    }

    @Test
    @Order(3)
    void what_somebody_stops_by_hand_comes_back_and_an_event_says_so() {
        site.fabric()
                .onFabric(
                        "call",
                        "--realm",
                        REALM,
                        "crossbarfabriccenter.remote.router.stop_router_transport",
                        "edge1",
                        "router1",
                        "web")
                .requireStatus(0);

        awaitUntil("an Event tells", () -> events(plant).contains("DriftHealed"));

        assertThat(echo(PORTS[0])).isEqualTo("ping");
        assertThat(events(plant).lines().filter(line -> line.contains("DriftHealed")))
                .singleElement()
                .asString()
                .contains("FabricNode/edge1 Normal")
                .contains("was changed by somebody else, or broke; that was mended: create")
                .contains("router1/transport/web");
        awaitReady();
    }

    @Test
    @Order(4)
    void server_side_apply_has_no_conflict_with_what_the_operator_writes() {
        site.kubectl().succeed("create", "namespace", "plant-ssa");
        Kubectl other = site.kubectl().in("plant-ssa");
        String text = """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-ssa}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant-ssa
                  nodeSelector: {}
                  workers: [{id: %s, type: router}]
                """;
        String[] apply = {"apply", "--server-side", "--field-manager=argocd", "-f", "-"};
        assertThat(other.runWithInput(text.formatted("router1"), apply).all()).contains("serverside-applied");
        awaitCondition(other, "Ready", "managementrealm/plant-ssa", "nodelayout/base");

        Kubectl.Result again = other.runWithInput(text.formatted("router2"), apply);

        assertThat(again.succeeded()).as(again.all()).isTrue();
        assertThat(other.succeed(
                        "get", "nodelayout", "base", "-o", "jsonpath={.metadata.finalizers}{.status.conditions}"))
                .contains("weft.dev/cleanup")
                .contains("Ready");
        other.succeed("delete", "nodelayout,managementrealm", "--all", "--timeout=60s");
    }

    @Test
    @Order(5)
    void a_node_that_is_killed_is_told_in_plain_words_and_heals_when_it_is_back() {
        site.fabric().killNode("edge2");

        awaitCondition(plant, "Online=false", "fabricnode/edge2");

        assertThat(message(plant, "fabricnode/edge2", "Online"))
                .contains("has no uplink (last seen ")
                .contains("its work waits and goes on by itself when it is back. Start the node, or mend its uplink");
        awaitUntil(
                "the layout says which",
                () -> message(plant, "nodelayout/base", "Ready").equals("1/2 applied, 1 offline: edge2"));
        awaitUntil(
                "an Event tells",
                () -> events(plant).contains("FabricNode/edge2 Warning NodeOffline has no uplink (last seen"));

        site.fabric().startNode("edge2");

        awaitCondition(plant, "Online", "fabricnode/edge2");
        awaitReady();
        assertThat(echo(PORTS[1])).isEqualTo("ping");
        assertThat(events(plant)).contains("FabricNode/edge2 Normal NodeOnline");
    }

    @Test
    @Order(6)
    void a_layout_that_is_deleted_takes_its_workers_with_it_and_an_apply_brings_them_back() {
        plant.succeed("delete", "nodelayout", "base", "--timeout=60s");

        assertThat(site.workers(REALM, "edge1")).isEmpty();
        assertThat(site.workers(REALM, "edge2")).isEmpty();
        awaitUntil(
                "nothing is left to say",
                () -> message(plant, "fabricnode/edge1", "Ready").contains("no layout selects it"));

        plant.succeed("apply", "-f", documents.toString());

        awaitReady();
        assertThat(echo(PORTS[0])).isEqualTo("ping");
    }

    @Test
    @Order(7)
    void a_node_and_a_realm_that_are_deleted_go_on_and_are_found_again() {
        long worker = site.workerPid(REALM, "edge2", "router1");
        long changes = site.changes(REALM, "edge2");
        String key = plant.succeed("get", "fabricnode", "edge2", "-o", "jsonpath={.spec.publicKey}");

        plant.succeed("delete", "fabricnode", "edge2", "--timeout=60s");
        plant.succeed("delete", "managementrealm", "plant-a", "--timeout=60s");
        awaitUntil(
                "what is left says what it misses",
                () -> message(plant, "fabricnode/edge1", "Ready").contains(REALM));

        assertThat(site.workerPid(REALM, "edge2", "router1")).isEqualTo(worker);
        assertThat(echo(PORTS[1])).isEqualTo("ping");
        plant.succeed("apply", "-f", documents.toString());
        plant.succeed(
                "patch", "fabricnode", "edge2", "--type=merge", "-p", "{\"spec\":{\"publicKey\":\"" + key + "\"}}");
        awaitReady();
        assertThat(site.workerPid(REALM, "edge2", "router1")).isEqualTo(worker);
        assertThat(site.changes(REALM, "edge2")).as("nothing was done on it").isEqualTo(changes);
    }

    @Test
    @Order(8)
    void a_node_and_a_realm_that_say_so_are_removed_from_the_master() {
        site.kubectl().succeed("create", "namespace", "plant-d");
        Kubectl other = site.kubectl().in("plant-d");
        other.apply("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-d}
                spec: {deletionPolicy: Delete}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: far}
                spec: {mrealm: plant-d, publicKey: %s, deletionPolicy: Delete}
                """.formatted(site.prepareNode("far")));
        awaitCondition(other, "Online=false", "fabricnode/far");

        other.succeed("delete", "fabricnode", "far", "--timeout=60s");
        assertThat((java.util.List<?>) site.call("plant-d", "mrealm.get_nodes")).isEmpty();
        other.succeed("delete", "managementrealm", "plant-d", "--timeout=60s");

        assertThat(realms()).doesNotContain("plant-d").contains(REALM);
    }

    @Test
    @Order(9)
    void many_layouts_at_once_are_held_until_somebody_confirms() {
        for (String name : new String[] {"second", "third"}) {
            plant.apply("""
                    apiVersion: weft.dev/v1alpha1
                    kind: NodeLayout
                    metadata: {name: %s}
                    spec: {mrealm: plant-a, nodeSelector: {matchLabels: {site: graz}}, workers: [{id: %s, type: router}]}
                    """.formatted(name, name));
        }
        awaitCondition(plant, "Ready", "nodelayout/second", "nodelayout/third");
        awaitCondition(plant, "Synced", "nodelayout/second", "nodelayout/third");
        long changes = site.changes(REALM, "edge1");

        plant.succeed("delete", "nodelayout", "--all", "--wait=false");

        awaitCondition(plant, "DeletionHeld", "nodelayout/base", "nodelayout/second", "nodelayout/third");
        assertThat(message(plant, "nodelayout/third", "DeletionHeld"))
                .contains("3 of 3 resources of kind NodeLayout were deleted within 10 minutes; nothing is stopped")
                .contains("weft.dev/confirm-deletion=\"true\"");
        awaitUntil("an Event tells", () -> events(plant).contains("NodeLayout/base Warning DeletionHeld"));
        assertThat(site.changes(REALM, "edge1")).as("nothing is stopped").isEqualTo(changes);

        plant.succeed("annotate", "nodelayout", "second", "third", "weft.dev/confirm-deletion=true");
        plant.succeed("wait", "--for=delete", "--timeout=60s", "nodelayout/second", "nodelayout/third");

        assertThat(site.workers(REALM, "edge1")).hasSize(1);
        assertThat(echo(PORTS[0])).isEqualTo("ping");
    }

    @Test
    @Order(10)
    void a_namespace_that_is_deleted_stops_nothing_until_somebody_confirms() {
        long worker = site.workerPid(REALM, "edge1", "router1");

        site.kubectl().succeed("delete", "namespace", "plant", "--wait=false");

        awaitUntil(
                "the nodes are let go",
                () -> !plant.run("get", "fabricnode", "edge1").succeeded());
        awaitCondition(plant, "DeletionHeld", "nodelayout/base");
        assertThat(site.workerPid(REALM, "edge1", "router1")).isEqualTo(worker);
        assertThat(echo(PORTS[0])).isEqualTo("ping");

        plant.succeed("annotate", "nodelayout", "base", "weft.dev/confirm-deletion=true");

        site.kubectl().succeed("wait", "--for=delete", "--timeout=90s", "namespace/plant");
        awaitUntil("its workers are stopped", () -> site.workers(REALM, "edge1").isEmpty());
        assertThat(paired()).as("the nodes are still paired").isEqualTo(2);
    }

    @Test
    @Order(11)
    void a_definition_that_is_deleted_stops_nothing_and_when_it_is_back_everything_goes_on() {
        site.kubectl().succeed("create", "namespace", "plant-crd");
        plant = site.kubectl().in("plant-crd");
        applyQuickstart();
        awaitReady();
        long worker = site.workerPid(REALM, "edge1", "router1");
        long changes = site.changes(REALM, "edge1");

        site.kubectl().succeed("delete", "crd", "nodelayouts.weft.dev", "fabricnodes.weft.dev", "--wait=false");

        awaitCondition(plant, "DeletionHeld", "nodelayout/base");
        assertThat(message(plant, "nodelayout/base", "DeletionHeld"))
                .contains("the definition of NodeLayout is being deleted");
        assertThat(site.workerPid(REALM, "edge1", "router1")).isEqualTo(worker);
        assertThat(site.changes(REALM, "edge1")).isEqualTo(changes);

        // Let go without a trace: what runs is found again when the definitions are back.
        plant.succeed("annotate", "nodelayout", "base", "weft.dev/abandon=true");
        site.kubectl()
                .succeed(
                        "wait",
                        "--for=delete",
                        "--timeout=60s",
                        "crd/nodelayouts.weft.dev",
                        "crd/fabricnodes.weft.dev");
        site.installDefinitions();
        applyQuickstart();
        awaitReady();
        assertThat(site.workerPid(REALM, "edge1", "router1")).isEqualTo(worker);
        plant.edit("nodelayout/base", "s/call: true/call: false/");
        awaitUntil("the edit goes through", () -> site.changes(REALM, "edge1") > changes);
    }

    /** The documents, with the keys that the master knows. */
    private static void applyQuickstart() {
        plant.succeed("apply", "-f", documents.toString());
        for (String node : new String[] {"edge1", "edge2"}) {
            Object key = ((Map<?, ?>) site.call(REALM, "mrealm.get_node_by_authid", node)).get("pubkey");
            plant.succeed(
                    "patch", "fabricnode", node, "--type=merge", "-p", "{\"spec\":{\"publicKey\":\"" + key + "\"}}");
        }
    }

    private static String realms() {
        return String.valueOf(site.call("com.crossbario.fabric", "mrealm.list_mrealms", true));
    }

    private static WampSession machine(int port) {
        WampSession machine = site.join(port, "machines");
        get(machine.register(
                "com.plant.echo", Dict.empty(), call -> CompletableFuture.completedFuture(call.payload())));
        return machine;
    }

    /** What an operator of the line gets from a machine there. */
    private static @Nullable Object echo(int port) {
        WampSession machine = machine(port);
        WampSession operator = site.join(port, "ws");
        @Nullable
        Object answer = get(operator.call("com.plant.echo", Payload.of("ping"))).argument(0);
        get(operator.close());
        get(machine.close());
        return answer;
    }

    /** Why a call fails; empty where it is answered. */
    private static String refusal(WampSession operator) {
        try {
            get(operator.call("com.plant.echo", Payload.of("b")));
            return "";
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getCause());
        }
    }
}
