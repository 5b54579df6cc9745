package dev.weft.fabric.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.Site;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.fabric.testkit.helm.Stage;
import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * A node that the cluster runs, from one {@code kubectl apply} to a call: the real API server and its controllers, a real master and
 * operator, and the node's process started as its pod says, since no kubelet runs here.
 */
class WorkloadIT {

    private static final String NAMESPACE = "plant";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private ApiServer server;

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalFabric fabric;

    @SuppressWarnings("NullAway.Init") // set before each test
    private WeftProcess operator;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Kubectl kubectl;

    private final int port = Site.freePort();

    @BeforeEach
    void start() throws IOException {
        server = ApiServer.start(folder);
        server.installDefinitions();
        kubectl = server.kubectl();
        fabric = LocalFabric.start(Files.createDirectory(folder.resolve("fabric")));
        kubectl.succeed("create", "namespace", "weft-system");
        kubectl.succeed("create", "namespace", NAMESPACE);
        Path key = fabric.folder().resolve("admin.priv");
        kubectl.succeed(
                "-n", "weft-system", "create", "secret", "generic", "weft-admin", "--from-file=admin.priv=" + key);
        apply("weft-system", """
                apiVersion: weft.dev/v1alpha1
                kind: Fabric
                metadata: {name: default}
                spec:
                  url: %s
                  keySecret: {name: weft-admin, key: admin.priv}
                  allowedNamespaces: [%s]
                """.formatted(fabric.url(), NAMESPACE));
        operator = operator("weft:1");
    }

    private WeftProcess operator(String image) {
        return WeftProcess.by(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weft.controller.OperatorMain"),
                folder,
                Map.of("KUBECONFIG", server.kubeconfig().toString()),
                List.of("--own-namespace=weft-system", "--lease=none", "--http-port=0", "--workload-image=" + image));
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (fabric != null) {
            fabric.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void one_apply_makes_a_realm_that_routes_and_both_policies_of_deletion_do_what_they_say() throws Exception {
        String example = Files.readString(Checkout.root().resolve("examples/kubernetes/routing-realm.yaml"))
                .replace("port: 8080", "port: " + port);
        apply(NAMESPACE, example);
        awaitObjects();
        assertThat(get("service/edge1", "{.spec.ports[*].port}")).isEqualTo(String.valueOf(port));

        try (WeftProcess node = node()) {
            node.awaitLine(line -> line.startsWith("public key "));
            podIsReady();
            awaitCondition("WorkloadReady");
            awaitCondition("Ready");
            awaitUntil("a call is answered", this::answers);
            String generation = get("statefulset/edge1", "{.metadata.generation}");
            String pod = get("pod/edge1-0", "{.metadata.uid}");

            apply(NAMESPACE, example.replace("com.plant.", "com.other."));
            awaitUntil("the layout's change is in force", () -> !answers());
            apply(NAMESPACE, example);
            awaitUntil("and back again", this::answers);
            assertThat(get("statefulset/edge1", "{.metadata.generation}"))
                    .as("no layout changes the pod")
                    .isEqualTo(generation);

            apply(NAMESPACE, example.replace("memory: 1Gi", "memory: 2048Mi"));
            awaitUntil("the pod is made anew", () -> {
                String now = get("pod/edge1-0", "{.metadata.uid}");
                return !now.isEmpty() && !now.equals(pod);
            });
            assertThat(get("pod/edge1-0", "{.spec.containers[0].resources.limits.memory}"))
                    .isEqualTo("2Gi");
            podIsReady();
            awaitCondition("WorkloadReady");
            String settled = get("statefulset/edge1", "{.metadata.resourceVersion}");
            annotate("weft.dev/reconcile=now");
            awaitCondition("Ready");
            assertThat(get("statefulset/edge1", "{.metadata.resourceVersion}"))
                    .as("what is as it should be is not written")
                    .isEqualTo(settled);

            orphanedAndAdopted(example);
            deleted(example);
        }
    }

    @Test
    void an_upgrade_renews_one_pod_after_the_other() {
        apply(NAMESPACE, """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-a}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1}
                spec: {mrealm: plant-a, workload: {storage: {ephemeral: true}}}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge2}
                spec: {mrealm: plant-a, workload: {storage: {ephemeral: true}}}
                """);
        for (String node : List.of("edge1", "edge2")) {
            awaitUntil(node, () -> !get("pod/" + node + "-0", "{.metadata.uid}").isEmpty());
            podIsReady(node);
            awaitUntil(node + " runs", () -> reason(node).equals("Running"));
        }

        operator.close();
        operator = operator("weft:2");

        awaitUntil("one waits", () -> images().equals(Set.of("weft:1", "weft:2")) && reasons("WaitingForTurn") == 1);
        String first = image("edge1").equals("weft:2") ? "edge1" : "edge2";
        awaitUntil("its pod is made anew", () -> podImage(first).equals("weft:2"));
        assertThat(images()).containsExactlyInAnyOrder("weft:1", "weft:2");

        podIsReady(first);

        awaitUntil("the other follows", () -> images().equals(Set.of("weft:2")));
        String second = first.equals("edge1") ? "edge2" : "edge1";
        awaitUntil("its pod is made anew", () -> podImage(second).equals("weft:2"));
        podIsReady(second);
        awaitUntil("both run", () -> reasons("Running") == 2);
    }

    @Test
    void a_node_trusts_the_authority_of_its_master_from_another_namespace() throws Exception {
        int master = Integer.parseInt(fabric.url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (TlsFront front = TlsFront.before(master, Files.createDirectory(folder.resolve("front")))) {
            kubectl.succeed(
                    "-n",
                    "weft-system",
                    "create",
                    "secret",
                    "generic",
                    "authority",
                    "--from-file=ca.crt=" + front.authority());
            kubectl.succeed(
                    "-n",
                    "weft-system",
                    "patch",
                    "fabric/default",
                    "--type=merge",
                    "-p",
                    "{\"spec\":{\"url\":\"" + front.url() + "\",\"tls\":{\"caSecret\":{\"name\":\"authority\"}}}}");
            apply(
                    NAMESPACE,
                    Files.readString(Checkout.root().resolve("examples/kubernetes/routing-realm.yaml"))
                            .replace("port: 8080", "port: " + port)
                            .replace("  workload:", "  deletionPolicy: Delete\n  workload:"));
            awaitObjects();
            assertThat(decoded("secret/edge1-fabric-ca", "{.data.ca\\.crt}").lines())
                    .containsExactlyElementsOf(
                            Files.readString(front.authority()).lines().toList());

            try (WeftProcess node = node()) {
                node.awaitLine(line -> line.startsWith("public key "));
                podIsReady();
                awaitCondition("Ready");
                awaitUntil("a call is answered", this::answers);
                kubectl.succeed("-n", NAMESPACE, "delete", "fabricnode/edge1", "--timeout=90s");
            }
            assertThat(kubectl.succeed("-n", NAMESPACE, "get", "secret", "-l", "weft.dev/node", "-o", "name"))
                    .doesNotContain("fabric-ca");
        }
    }

    private String reason(String node) {
        return get("fabricnode/" + node, "{.status.conditions[?(@.type==\"WorkloadReady\")].reason}");
    }

    private long reasons(String reason) {
        return List.of("edge1", "edge2").stream()
                .filter(node -> reason(node).equals(reason))
                .count();
    }

    private String decoded(String object, String path) {
        return new String(Base64.getDecoder().decode(get(object, path)), StandardCharsets.UTF_8);
    }

    private Set<String> images() {
        return new TreeSet<>(List.of(image("edge1"), image("edge2")));
    }

    private String image(String node) {
        return get("statefulset/" + node, "{.spec.template.spec.containers[0].image}");
    }

    private String podImage(String node) {
        return get("pod/" + node + "-0", "{.spec.containers[0].image}");
    }

    private void orphanedAndAdopted(String example) {
        String uid = get("statefulset/edge1", "{.metadata.uid}");
        String key = get("secret/edge1-node-key", "{.data.key\\.priv}");

        kubectl.succeed("-n", NAMESPACE, "delete", "fabricnode/edge1", "--timeout=60s");

        assertThat(get("statefulset/edge1", "{.metadata.uid}")).isEqualTo(uid);
        assertThat(answers()).as("it goes on routing").isTrue();

        apply(NAMESPACE, example.replace("memory: 1Gi", "memory: 3Gi"));
        awaitUntil(
                "adopted",
                () -> get("statefulset/edge1", "{.spec.template.spec.containers[0].resources.limits.memory}")
                        .equals("3Gi"));
        assertThat(get("statefulset/edge1", "{.metadata.uid}")).isEqualTo(uid);
        assertThat(get("secret/edge1-node-key", "{.data.key\\.priv}")).isEqualTo(key);
        awaitUntil("ready again", () -> {
            podIsReady();
            return condition("Ready").equals("True");
        });
    }

    private void deleted(String example) {
        apply(NAMESPACE, example.replace("  workload:", "  deletionPolicy: Delete\n  workload:"));
        awaitUntil(
                "the finalizer",
                () -> get("fabricnode/edge1", "{.metadata.finalizers}").contains("weft.dev/cleanup"));

        kubectl.succeed("-n", NAMESPACE, "delete", "fabricnode/edge1", "--timeout=90s");

        assertThat(kubectl.succeed(
                        "-n", NAMESPACE, "get", "statefulset,service,secret", "-l", "weft.dev/node", "-o", "name"))
                .isEmpty();
        assertThat(get("pvc/data-edge1-0", "{.metadata.deletionTimestamp}{.metadata.name}"))
                .as("the claim stays")
                .isEqualTo("data-edge1-0");
    }

    private void awaitObjects() {
        for (String name : List.of("secret/edge1-node-key", "statefulset/edge1", "service/edge1", "pod/edge1-0")) {
            awaitUntil(name, () -> !get(name, "{.metadata.uid}").isEmpty());
        }
    }

    /** Plays the kubelet: the container's command line and environment, its Secret's files, a folder for its claim. */
    @SuppressWarnings("unchecked")
    private WeftProcess node() {
        Map<String, Object> pod = new Yaml().load(kubectl.succeed("-n", NAMESPACE, "get", "pod/edge1-0", "-o", "yaml"));
        Map<String, Object> spec = (Map<String, Object>) java.util.Objects.requireNonNull(pod.get("spec"));
        String key = decoded("secret/edge1-node-key", "{.data.key\\.priv}");
        String authority = decoded("secret/edge1-fabric-ca", "{.data.ca\\.crt}");
        Stage stage = Stage.of(spec, "node", folder.resolve("pod"), Map.of("key.priv", key, "ca.crt", authority))
                .replace("0.0.0.0:19469", "127.0.0.1:0");
        return WeftProcess.start(folder, stage.environment(Map.of()), stage.arguments());
    }

    /** What a kubelet would say; the controller of StatefulSets passes it on. */
    private void podIsReady() {
        podIsReady("edge1");
    }

    private void podIsReady(String node) {
        awaitUntil(
                "the pod is told to be ready",
                () -> kubectl.run(
                                "-n",
                                NAMESPACE,
                                "patch",
                                "pod/" + node + "-0",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}")
                        .succeeded());
    }

    private boolean answers() {
        try {
            WampSession session =
                    fabric.join(ClientSettings.of("ws://127.0.0.1:" + port + "/", "line", Serializers.json()));
            try {
                session.register(
                                "com.plant.echo",
                                Dict.empty(),
                                call -> CompletableFuture.completedFuture(call.payload()))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                return "ping"
                        .equals(session.call("com.plant.echo", Payload.of("ping"))
                                .toCompletableFuture()
                                .get(10, TimeUnit.SECONDS)
                                .argument(0));
            } finally {
                session.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        } catch (Exception notYet) {
            return false;
        }
    }

    private void apply(String namespace, String documents) {
        Kubectl.Result result = kubectl.runWithInput(documents, "-n", namespace, "apply", "-f", "-");
        assertThat(result.succeeded()).as(result.all()).isTrue();
    }

    private void annotate(String annotation) {
        kubectl.succeed("-n", NAMESPACE, "annotate", "--overwrite", "fabricnode/edge1", annotation);
    }

    /** A field of an object; empty where there is no such object. */
    private String get(String name, String path) {
        return kubectl.run("-n", NAMESPACE, "get", name, "-o", "jsonpath=" + path)
                .out();
    }

    private String condition(String type) {
        return get("fabricnode/edge1", "{.status.conditions[?(@.type==\"" + type + "\")].status}");
    }

    private void awaitCondition(String type) {
        awaitUntil(type, () -> condition(type).equals("True"));
    }

    private void awaitUntil(String what, Callable<Boolean> condition) {
        try {
            await().alias(what)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(condition);
        } catch (org.awaitility.core.ConditionTimeoutException never) {
            throw new AssertionError(
                    what + "\n"
                            + kubectl.run("-n", NAMESPACE, "get", "weft", "-o", "yaml")
                                    .all() + operator,
                    never);
        }
    }
}
