package dev.weft.fabric.testkit.kubernetes;

import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitCondition;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitLog;
import static dev.weft.fabric.testkit.kubernetes.OperatorSite.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Site;
import dev.weft.fabric.testkit.WeftProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} for the operator right after one of the writes that it is seen to make, on the node or on the API server: the next
 * one brings it to its end, makes nothing twice, and lets nothing hang. Killed from outside: there is no hook for it in the operator.
 * {@link EveryCrashIT} dies at every write, inside the process of the test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorCrashIT {

    private static final String REALM = "plant-c";

    @TempDir
    static Path folder;

    private static final int PORT = Site.freePort();
    private static OperatorSite site;
    private static Kubectl plant;
    private static Changes changes;
    /** What the node tells when nobody is killed: one change each. */
    private static List<String> made = List.of();

    private static List<String> removed = List.of();

    @BeforeAll
    static void start() {
        site = OperatorSite.start(folder);
        site.kubectl().succeed("create", "namespace", "plant");
        plant = site.kubectl().in("plant");
        try (WeftProcess operator = operator()) {
            plant.apply("""
                    apiVersion: weft.dev/v1alpha1
                    kind: ManagementRealm
                    metadata: {name: plant-c}
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: edge1}
                    spec: {mrealm: plant-c, publicKey: %s}
                    """.formatted(site.prepareNode("edge1")));
            awaitCondition(plant, "Online=false", "fabricnode/edge1");
            site.fabric().startNode("edge1");
            awaitCondition(plant, "Online", "fabricnode/edge1");
            changes = Changes.follow(site.fabric().session(REALM));
            made = during(() -> {
                plant.apply(LAYOUT);
                awaitApplied();
            });
            removed = during(() -> plant.succeed("delete", "nodelayout", "base", "--timeout=60s"));
            operator.kill();
        }
        assertThat(made).isNotEmpty();
        assertThat(removed).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    private static final String LAYOUT = """
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant-c
              nodeSelector: {}
              workers:
              - id: router1
                type: router
                realms:
                - name: line
                  roles:
                  - name: anonymous
                    permissions: [{uri: com.plant., match: prefix, allow: {call: true}}]
                transports:
                - {id: ws, type: websocket, endpoint: {type: tcp, interface: 127.0.0.1, port: %d}}
            """.formatted(PORT);

    private static WeftProcess operator() {
        // Without a lease: it is the only one, and need not wait for the end of the one before.
        return site.operator("weft-0", "--lease", "none");
    }

    private static void awaitApplied() {
        awaitCondition(plant, "Ready", "fabricnode/edge1", "nodelayout/base");
        awaitCondition(plant, "Synced", "fabricnode/edge1", "nodelayout/base");
    }

    /** Topics of the changes that the node makes meanwhile, in the order of their names. */
    private static List<String> during(Runnable step) {
        long before = site.changes(REALM, "edge1");
        changes.clear();
        step.run();
        long count = site.changes(REALM, "edge1") - before;
        awaitUntil("all is told", () -> changes.all().size() >= count);
        return changes.all().stream().map(OperatorCrashIT::topic).sorted().toList();
    }

    private static String topic(String change) {
        return change.replaceAll(".*topic=([\\w.]+).*", "$1");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    @Order(1)
    void after_any_change_of_the_node_the_next_one_goes_on_and_makes_nothing_twice(int writes) {
        List<String> making = during(() -> {
            killedAfter(Math.min(writes, made.size()), () -> plant.apply(LAYOUT));
            try (WeftProcess next = operator()) {
                awaitApplied();
                next.kill();
            }
        });
        assertThat(making).as("made once each").isEqualTo(made);
        assertThat(site.workers(REALM, "edge1")).hasSize(1);

        List<String> removing = during(() -> {
            killedAfter(
                    Math.min(writes, removed.size()),
                    () -> plant.succeed("delete", "nodelayout", "base", "--wait=false"));
            try (WeftProcess next = operator()) {
                plant.succeed("wait", "--for=delete", "--timeout=60s", "nodelayout/base");
                next.kill();
            }
        });
        assertThat(removing).as("stopped once each").isEqualTo(removed);
        assertThat(site.workers(REALM, "edge1")).isEmpty();
    }

    /** Starts an operator, does that, and kills it at once when the node has made so many changes, or when there are no more. */
    private static void killedAfter(int writes, Runnable step) {
        try (WeftProcess operator = operator()) {
            awaitLog(operator, "running; http on port");
            int before = changes.all().size();
            changes.onNext(() -> {
                if (changes.all().size() - before == writes) {
                    ProcessHandle.of(operator.pid()).ifPresent(ProcessHandle::destroyForcibly);
                }
            });
            step.run();
            awaitUntil("it is killed", () -> !operator.isAlive());
        } finally {
            changes.onNext(() -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5})
    @Order(2)
    void after_any_write_to_the_api_server_the_next_one_goes_on_and_nothing_hangs(int writes) {
        site.kubectl().run("create", "namespace", "plant-k");
        Kubectl other = site.kubectl().in("plant-k");
        String key = site.prepareNode("far" + writes);
        String documents = """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-k}
                spec: {deletionPolicy: Delete}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: far}
                spec: {mrealm: plant-k, publicKey: %s, deletionPolicy: Delete}
                """.formatted(key);
        try (WeftProcess operator = operator();
                Writes seen = Writes.follow(site, "plant-k")) {
            awaitLog(operator, "running; http on port");
            // Two are ours.
            seen.kill(operator, writes + 2);
            other.apply(documents);
            awaitUntil("it is killed, or has no more to write", () -> !operator.isAlive() || isPaired(other));
            operator.kill();
        }
        try (WeftProcess operator = operator();
                Writes seen = Writes.follow(site, "plant-k")) {
            awaitCondition(other, "Online=false", "fabricnode/far");
            awaitCondition(other, "Ready", "managementrealm/plant-k");
            assertThat(new TreeSet<>(names(site.call("com.crossbario.fabric", "mrealm.list_mrealms", true))))
                    .containsExactlyInAnyOrder(REALM, "plant-k");
            assertThat((List<?>) site.call("com.crossbario.fabric", "mrealm.list_mrealms", true))
                    .hasSize(2);

            seen.kill(operator, writes + 2);
            other.succeed("delete", "fabricnode,managementrealm", "--all", "--wait=false");
            awaitUntil(
                    "it is killed, or has no more to write",
                    () -> !operator.isAlive()
                            || other.succeed("get", "fabricnode,managementrealm", "-o", "name")
                                    .isEmpty());
            operator.kill();
        }
        try (WeftProcess operator = operator()) {
            awaitUntil(
                    "nothing hangs",
                    () -> other.succeed("get", "fabricnode,managementrealm", "-o", "name")
                            .isEmpty());
            assertThat(names(site.call("com.crossbario.fabric", "mrealm.list_mrealms", true)))
                    .doesNotContain("plant-k");
            operator.kill();
        }
    }

    private static boolean isPaired(Kubectl other) {
        return other.succeed(
                        "get", "weft", "-o", "jsonpath={.items[*].status.conditions[?(@.type==\"Online\")].status}")
                .contains("False");
    }

    private static List<String> names(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }
}
