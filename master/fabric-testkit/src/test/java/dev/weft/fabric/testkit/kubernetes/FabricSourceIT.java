package dev.weft.fabric.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.fabric.testkit.git.Forge;
import dev.weft.fabric.testkit.git.HttpsGitServer;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a push to a live router and back: a real API server, a real operator with the rights that the chart gives it, a real fabric, Git
 * over https.
 */
class FabricSourceIT {

    private static final String HOOK = "a-secret-of-the-forge-and-us";
    private static final String TOKEN = "let-me-in";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // made before each test
    private ApiServer server;

    @SuppressWarnings("NullAway.Init") // made before each test
    private LocalFabric fabric;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Forge forge;

    @SuppressWarnings("NullAway.Init") // made before each test
    private HttpsGitServer https;

    private @Nullable WeftProcess operator;
    private @Nullable WampSession session;
    private String http = "";
    private Path account = Path.of("");

    @BeforeEach
    void start() throws Exception {
        server = ApiServer.start(Files.createDirectory(folder.resolve("cluster")));
        server.installDefinitions();
        fabric = LocalFabric.start(Files.createDirectory(folder.resolve("fabric")));
        forge = Forge.make(folder.resolve("forge"));
        https = HttpsGitServer.start(forge.served(), folder);
        https.requireToken(TOKEN);
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (https != null) {
            https.close();
        }
        if (fabric != null) {
            fabric.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void what_is_pushed_becomes_live_and_whatever_is_wrong_with_a_revision_the_one_before_stays() throws Exception {
        declareFabric();
        account = account();
        forge.write("fleet/nodes.yaml", node(fabric.nodeKey("edge1")));
        forge.write("fleet/layout.yaml", layout("router1"));
        forge.write("fleet/spare.yaml", realm("spare"));
        String first = forge.push("alice");
        fabric.startNode("edge1");
        startOperator();
        declareSource();

        awaitCondition("Ready", "fabricsource/fleet", "nodelayout/base", "managementrealm/spare");
        assertThat(status("{.status.lastAppliedRevision}")).isEqualTo(first);
        assertThat(status("{.status.history[0].signer}")).isEqualTo("alice@example.com");
        assertThat(kubectl("get", "fsrc")).contains(https.url(), first, "Applied");
        assertThat(kubectl("get", "nodelayout", "base", "-o", "jsonpath={.metadata.labels}"))
                .contains("\"weft.dev/source\":\"fleet\"");
        // The node was refused until the fleet knew it, and comes back by itself.
        awaitCondition("Online", "fabricnode/edge1");
        awaitWorkers("router1");

        forge.write("fleet/layout.yaml", layout("router2").replace("workers:", "workrs:"));
        forge.push("alice");
        push();
        awaitReason("Invalid");
        assertThat(message())
                .contains("fleet/layout.yaml:8", "workrs", "in force stays revision " + first.substring(0, 10));
        assertThat(workers()).isEqualTo(List.of("router1"));
        awaitCondition("Ready", "nodelayout/base");

        forge.write("fleet/layout.yaml", layout("router2"));
        forge.pushUnsigned();
        push();
        awaitReason("Unverified");
        String good = forge.push("alice");
        push();
        awaitReason("Applied");
        awaitWorkers("router2");
        assertThat(kubectl("get", "events", "-o", "jsonpath={.items[*].reason}"))
                .contains("Invalid", "Unverified", "Applied");

        setBack(first, good);
        conflictAndForce();
        prune();
        assertThat(operator == null ? List.of() : operator.errors())
                .as("the chart's rights are enough")
                .noneMatch(line -> line.contains("forbidden"));
    }

    /** Also after a restart without any disk, until the branch goes on from where it was. */
    private void setBack(String first, String good) throws Exception {
        forge.git("reset", "-q", "--hard", first);
        forge.forcePush();
        push();
        awaitReason("Rewound");
        restartOperator();
        await().alias("the new process looked")
                .atMost(WeftProcess.PATIENCE)
                .until(() -> metrics().contains("weft_source_looks_total{result=\"rewound\"}"));
        awaitReason("Rewound");
        assertThat(message()).contains("spec.allowRewind: " + good.substring(0, 10) + ".." + first.substring(0, 10));
        assertThat(status("{.status.lastAppliedRevision}")).isEqualTo(good);
        assertThat(workers()).isEqualTo(List.of("router2"));

        forge.git("reset", "-q", "--hard", good);
        forge.forcePush();
        push();
        awaitReason("Applied");
    }

    /** Bob sets a field that the repository sets as well. */
    private void conflictAndForce() {
        String bobs = "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: spare}\n"
                + "spec: {label: of Bob}\n";
        Kubectl.Result applied = server.kubectl()
                .runWithInput(
                        bobs,
                        "apply",
                        "-n",
                        "plant",
                        "--server-side",
                        "--field-manager=bob",
                        "--force-conflicts",
                        "-f",
                        "-");
        assertThat(applied.succeeded()).as(applied.all()).isTrue();
        kubectl("annotate", "--overwrite", "fabricsource", "fleet", "weft.dev/reconcile=bob");
        awaitReason("Conflict");
        assertThat(message()).contains("ManagementRealm/spare", "\"bob\"", ".spec.label", "spec.force: true");
        assertThat(kubectl("get", "managementrealm", "spare", "-o", "jsonpath={.spec.label}"))
                .isEqualTo("of Bob");

        kubectl("patch", "fabricsource", "fleet", "--type=merge", "-p", "{\"spec\":{\"force\":true}}");
        awaitReason("Applied");
        assertThat(kubectl("get", "managementrealm", "spare", "-o", "jsonpath={.spec.label}"))
                .isEqualTo("of Git");
    }

    private void prune() throws Exception {
        Files.delete(forge.checkout().resolve("fleet/spare.yaml"));
        String last = forge.push("alice");
        push();
        await().atMost(WeftProcess.PATIENCE)
                .until(() -> status("{.status.lastAppliedRevision}").equals(last));
        await().atMost(WeftProcess.PATIENCE)
                .until(() -> status("{.status.conditions[?(@.type=='Synced')].message}")
                        .contains("ManagementRealm/spare"));

        kubectl("patch", "fabricsource", "fleet", "--type=merge", "-p", "{\"spec\":{\"prune\":true}}");

        await().atMost(WeftProcess.PATIENCE)
                .until(() -> !kubectl("get", "managementrealms", "-o", "name").contains("spare"));
        assertThat(kubectl("get", "weft", "-o", "name"))
                .contains("nodelayout.weft.dev/base", "fabricnode.weft.dev/edge1");
    }

    private void declareFabric() {
        Kubectl kubectl = server.kubectl();
        kubectl.succeed("create", "namespace", "weft-system");
        kubectl.succeed("create", "namespace", "plant");
        kubectl.succeed(
                "-n",
                "weft-system",
                "create",
                "secret",
                "generic",
                "weft-admin",
                "--from-file=admin.priv=" + fabric.folder().resolve("admin.priv"));
        apply("weft-system", """
                apiVersion: weft.dev/v1alpha1
                kind: Fabric
                metadata: {name: default}
                spec:
                  url: %s
                  keySecret: {name: weft-admin, key: admin.priv}
                  allowedNamespaces: ["*"]
                """.formatted(fabric.url()));
    }

    /** The kubeconfig of the chart's service account, with what the chart renders for those who follow repositories. */
    private Path account() throws Exception {
        String rendered = Files.readString(ResourcesIT.resources("helm/golden/gitops.yaml"));
        String rights = Stream.of(rendered.split("\n---\n"))
                .filter(each -> each.matches("(?s).*\nkind: (ServiceAccount|(Cluster)?Role(Binding)?)\n.*"))
                .collect(Collectors.joining("\n---\n"));
        apply("weft-system", rights);
        String[] secret = {"-n", "weft-system", "get", "sa", "weft-operator", "-o", "jsonpath={.secrets[0].name}"};
        await().atMost(WeftProcess.PATIENCE)
                .until(() -> !server.kubectl().run(secret).out().isEmpty());
        String name = server.kubectl().succeed(secret);
        String token =
                server.kubectl().succeed("-n", "weft-system", "get", "secret", name, "-o", "jsonpath={.data.token}");
        return server.kubeconfig("operator", new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8));
    }

    private void declareSource() {
        kubectl(
                "create",
                "secret",
                "generic",
                "fleet-git",
                "--from-literal=token=" + TOKEN,
                "--from-file=ca.crt=" + https.authority());
        kubectl("create", "secret", "generic", "fleet-signers", "--from-file=allowed_signers=" + forge.signers());
        kubectl("create", "secret", "generic", "fleet-hook", "--from-literal=token=" + HOOK);
        apply("plant", """
                apiVersion: weft.dev/v1alpha1
                kind: FabricSource
                metadata: {name: fleet}
                spec:
                  url: %s
                  ref: main
                  path: fleet
                  interval: 24h
                  credentials: {secretRef: {name: fleet-git}}
                  verification: {secretRef: {name: fleet-signers}}
                  webhook: {secretRef: {name: fleet-hook}}
                """.formatted(https.url()));
    }

    private void startOperator() {
        WeftProcess started = WeftProcess.by(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.weft.controller.OperatorMain"),
                folder,
                Map.of("KUBECONFIG", account.toString()),
                List.of(
                        "--own-namespace",
                        "weft-system",
                        "--lease",
                        "none",
                        "--http-port",
                        "0",
                        "--source-cache",
                        folder.resolve("cache").toString()));
        operator = started;
        String port = await().atMost(WeftProcess.PATIENCE)
                .until(
                        () -> started.errors().stream()
                                .filter(line -> line.contains("http on port "))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
        http = "http://127.0.0.1:" + port.replaceAll(".*http on port (\\d+).*", "$1");
    }

    /** As in a pod: nothing of its disk is left. */
    private void restartOperator() throws Exception {
        if (operator != null) {
            operator.kill();
        }
        try (var files = Files.walk(folder.resolve("cache"))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(each -> assertThat(each.toFile().delete()).isTrue());
        }
        startOperator();
    }

    /** What a forge does after a push. */
    private void push() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(http + "/hooks/plant/fleet"))
                .header("X-Gitlab-Token", HOOK)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    private String metrics() throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(http + "/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitWorkers(String... ids) {
        await().alias(List.of(ids).toString())
                .atMost(WeftProcess.PATIENCE)
                .until(() -> workers().equals(List.of(ids)));
    }

    private List<String> workers() {
        WampSession joined = session == null ? fabric.session("plant-a") : session;
        session = joined;
        Payload answer = joined.call("crossbarfabriccenter.remote.node.get_workers", Payload.of("edge1"))
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        List<?> ids = answer.argument(0) instanceof List<?> list ? list : List.of();
        return ids.stream().map(String::valueOf).toList();
    }

    private String kubectl(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "-n";
        all[1] = "plant";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return server.kubectl().succeed(all);
    }

    private void apply(String namespace, String document) {
        Kubectl.Result result = server.kubectl().runWithInput(document, "apply", "-n", namespace, "-f", "-");
        assertThat(result.succeeded()).as(result.all()).isTrue();
    }

    private String status(String path) {
        return kubectl("get", "fabricsource", "fleet", "-o", "jsonpath=" + path);
    }

    private String message() {
        return status("{.status.conditions[?(@.type=='Ready')].message}");
    }

    private void awaitReason(String reason) {
        await().alias(reason)
                .atMost(WeftProcess.PATIENCE)
                .until(() -> status("{.status.conditions[?(@.type=='Ready')].reason}")
                        .equals(reason));
    }

    private void awaitCondition(String condition, String... resources) {
        for (String resource : resources) {
            await().alias(resource)
                    .atMost(WeftProcess.PATIENCE)
                    .until(() -> server.kubectl()
                            .run("wait", "-n", "plant", "--for=condition=" + condition, "--timeout=5s", resource)
                            .succeeded());
        }
    }

    private static String realm(String name) {
        return "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + name
                + "}\nspec: {label: of Git}\n";
    }

    private static String node(String key) {
        return """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-a}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1}
                spec: {mrealm: plant-a, publicKey: "%s"}
                """.formatted(key);
    }

    private static String layout(String worker) {
        return """
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata:
                  name: base
                spec:
                  mrealm: plant-a
                  nodeSelector: {}
                  workers:
                  - {id: %s, type: router}
                """.formatted(worker);
    }
}
