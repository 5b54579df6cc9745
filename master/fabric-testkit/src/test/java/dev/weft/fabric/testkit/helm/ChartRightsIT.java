package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.Site;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.fabric.testkit.kubernetes.ApiServer;
import dev.weft.fabric.testkit.kubernetes.Kubectl;
import dev.weft.fabric.testkit.kubernetes.Kubectl.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * A whole installation: Helm puts the chart on a real API server, and what it renders for the containers runs as processes, with the
 * service account that the pods would have and no other right. The test is the kubelet (files, addresses) and the cluster's DNS.
 */
class ChartRightsIT {

    private static final String ACCOUNT = "system:serviceaccount:weft-system:weft-operator";

    /** Of a Java process that ended by SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    /** Rights that a life without trouble needs not, and why they are there. */
    private static final Map<String, String> FOR_OTHER_DAYS = Map.ofEntries(
            Map.entry("create customresourcedefinitions.apiextensions.k8s.io", "a kind that a new version adds"),
            // What is applied and not there yet needs both.
            Map.entry("create statefulsets.apps", "a node that the cluster runs"),
            Map.entry("patch statefulsets.apps", "a node that the cluster runs"),
            Map.entry("delete statefulsets.apps", "a node that the cluster does not run any more"),
            Map.entry("create services", "a node that the cluster runs"),
            Map.entry("patch services", "a node that the cluster runs"),
            Map.entry("delete services", "a node that the cluster does not run any more"),
            Map.entry("delete secrets", "the key of a node that the cluster does not run any more, certificates"));

    @TempDir
    Path folder;

    private final List<WeftProcess> processes = new ArrayList<>();
    private final Rendered rendered = Chart.of("default");
    private final int masterPort = Site.freePort();
    private final int operatorPort = Site.freePort();
    private final Map<String, Integer> nodePorts = new LinkedHashMap<>();

    @AfterEach
    void end_all() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
    }

    @Test
    void what_is_installed_works_with_exactly_its_rights_and_uninstall_calls_nobody() throws Exception {
        try (ApiServer server = ApiServer.start(folder)) {
            Installation release = new Installation(server);
            Kubectl kubectl = server.kubectl();
            release.makeNamespace(Chart.NAMESPACE);
            Set<String> before = release.objects();
            release.install(Chart.valuesFile("default"));
            Path account = server.kubeconfig("operator", token(kubectl));

            setUp(account);
            startMaster(kubectl);
            WeftProcess operator = startOperator(account);
            WeftProcess edge1 = applyQuickstart(kubectl).get(0);
            awaitReady(kubectl);
            changeAndDelete(kubectl);

            assertThat(Rights.refused(server.audited(), ACCOUNT)).isEmpty();
            assertThat(operator.toString()).doesNotContainIgnoringCase("forbidden");
            Set<String> unused = Rights.granted(rendered);
            unused.removeAll(Rights.used(server.audited(), ACCOUNT));
            assertThat(unused).isEqualTo(FOR_OTHER_DAYS.keySet());

            double actions = actions();
            List<Long> workers = below(edge1);
            release.uninstall();
            // What ends the pod comes later than the deletion of all that it reads.
            Installation.await(
                    "an operator that has seen that its fabric is gone",
                    () -> !metrics().contains("weft_fabric_reachable 1.0"));
            assertThat(actions()).as("actions on the fabric").isEqualTo(actions);
            assertThat(operator.terminate()).as("%s", operator).isIn(0, TERMINATED);
            assertThat(below(edge1)).isEqualTo(workers);
            assertThat(status(port("edge1"), "/info")).isEqualTo(200);

            Set<String> kept = new TreeSet<>(before);
            kept.addAll(Installation.DEFINITIONS);
            for (String mine : List.of(
                    "PersistentVolumeClaim weft-system/data-weft-master-0",
                    "Secret weft-system/weft-admin",
                    "Lease weft-system/weft-operator",
                    "ManagementRealm weft-system/plant-a",
                    "FabricNode weft-system/edge1",
                    "NodeLayout weft-system/base")) {
                kept.add(mine);
            }
            release.awaitObjects(kept);
        }
    }

    /** In this version each service account has a Secret with a token. */
    private static String token(Kubectl kubectl) {
        String[] name = {
            "get", "serviceaccount", "weft-operator", "-n", Chart.NAMESPACE, "-o", "jsonpath={.secrets[0].name}"
        };
        Installation.await("a token", () -> !kubectl.run(name).out().isEmpty());
        return secret(kubectl, kubectl.succeed(name)).getOrDefault("token", "");
    }

    private static Map<String, String> secret(Kubectl kubectl, String name) {
        String json = kubectl.succeed("get", "secret", name, "-n", Chart.NAMESPACE, "-o", "json");
        Map<String, String> entries = new LinkedHashMap<>();
        map(map(new Yaml().load(json)).get("data"))
                .forEach((key, value) -> entries.put(
                        key, new String(Base64.getDecoder().decode(String.valueOf(value)), StandardCharsets.UTF_8)));
        return entries;
    }

    /** The init container. */
    private void setUp(Path account) {
        Stage stage = operatorPod("setup")
                .replace("/opt/weft/crds", Checkout.root().resolve("crds").toString());
        WeftProcess setup = program("dev.weft.controller.setup.SetupMain", stage, account);
        assertThat(setup.await()).as("%s", setup).isZero();
        assertThat(String.join("\n", setup.lines())).contains("weft-admin", "nodelayouts.weft.dev is up to date");
    }

    private WeftProcess startOperator(Path account) {
        Stage stage = operatorPod("operator")
                .replace("8080", String.valueOf(operatorPort))
                .replace("0.0.0.0", "127.0.0.1");
        WeftProcess operator = program("dev.weft.controller.OperatorMain", stage, account);
        Installation.await("a ready operator", () -> status(operatorPort, stage.probed("readinessProbe")) == 200);
        return operator;
    }

    private Stage operatorPod(String container) {
        return Stage.of(rendered.pod("Deployment/weft-operator"), container, folder.resolve(container), Map.of());
    }

    /** What the image's entry point starts for the first argument. */
    private WeftProcess program(String main, Stage stage, Path account) {
        Map<String, String> environment = new LinkedHashMap<>(
                stage.environment(Map.of("metadata.namespace", Chart.NAMESPACE, "metadata.name", "weft-operator-1")));
        environment.put("KUBECONFIG", account.toString());
        List<String> arguments = stage.arguments();
        return running(WeftProcess.by(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main),
                folder,
                environment,
                arguments.subList(1, arguments.size())));
    }

    private void startMaster(Kubectl kubectl) {
        Stage stage = Stage.of(
                        rendered.pod("StatefulSet/weft-master"),
                        "master",
                        folder.resolve("master"),
                        secret(kubectl, "weft-admin"))
                .replace("9000", String.valueOf(masterPort))
                .replace("0.0.0.0", "127.0.0.1");
        WeftProcess master = running(WeftProcess.start(folder, stage.environment(Map.of()), stage.arguments()));
        master.awaitLine(line -> line.startsWith("master listening on "));
        // In a cluster the name of the Service leads there.
        patch(kubectl, "fabric", "default", "{\"spec\":{\"url\":\"" + masterUrl() + "\"}}");
    }

    private String masterUrl() {
        return "ws://127.0.0.1:" + masterPort + "/ws";
    }

    /** The documents with ports of this machine, and nodes that have their keys. */
    private List<WeftProcess> applyQuickstart(Kubectl kubectl) throws IOException {
        Path quickstart = Checkout.root().resolve("examples/quickstart");
        List<WeftProcess> nodes = new ArrayList<>();
        StringBuilder documents = new StringBuilder();
        for (String file : List.of("realm", "nodes", "layout")) {
            documents.append("---\n").append(Files.readString(quickstart.resolve(file + ".yaml")));
        }
        nodePorts.put("edge1", Site.freePort());
        nodePorts.put("edge2", Site.freePort());
        apply(
                kubectl,
                documents
                        .toString()
                        .replace("default: 8080", "default: " + port("edge1"))
                        .replace("wsPort: 8081", "wsPort: " + nodePorts.get("edge2")));
        for (String node : nodePorts.keySet()) {
            Path cbdir = Files.createDirectories(folder.resolve(node));
            Files.createDirectory(cbdir.resolve("web"));
            WeftProcess key = running(WeftProcess.start(
                    folder,
                    Map.of(),
                    List.of(
                            "keys",
                            "generate",
                            "--node",
                            node,
                            "--out",
                            cbdir.resolve("key.priv").toString())));
            assertThat(key.await()).as("%s", key).isZero();
            String publicKey = key.lines().get(key.lines().size() - 1);
            patch(kubectl, "fabricnode", node, "{\"spec\":{\"publicKey\":\"" + publicKey + "\"}}");
            nodes.add(running(WeftProcess.start(
                    folder,
                    Map.of("CROSSBAR_FABRIC_URL", masterUrl(), "CROSSBAR_NODE_ID", node),
                    List.of("node", "--cbdir", cbdir.toString(), "--exit-with-parent"))));
        }
        return nodes;
    }

    private void awaitReady(Kubectl kubectl) {
        kubectl.succeed(
                "wait",
                "--for=condition=Ready",
                "managementrealm,fabricnode,nodelayout",
                "--all",
                "-n",
                Chart.NAMESPACE,
                "--timeout=110s");
    }

    /** What uses the rights that an installation alone does not need. */
    private void changeAndDelete(Kubectl kubectl) {
        apply(
                kubectl,
                "apiVersion: weft.dev/v1alpha1\nkind: NodeLayout\nmetadata: {name: more}\n"
                        + "spec: {mrealm: plant-a, nodeSelector: {matchLabels: {site: graz}},"
                        + " workers: [{id: router2, type: router}]}\n");
        awaitReady(kubectl);
        // With this policy the operator holds a finalizer of these kinds too.
        patch(kubectl, "fabricnode", "edge2", "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");
        apply(
                kubectl,
                "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: plant-b}\n"
                        + "spec: {deletionPolicy: Delete}\n");
        for (String resource : List.of("managementrealm/plant-b", "fabricnode/edge2")) {
            Installation.await(
                    "a finalizer of " + resource,
                    () -> kubectl.succeed(
                                    "get", resource, "-n", Chart.NAMESPACE, "-o", "jsonpath={.metadata.finalizers}")
                            .contains("weft.dev/cleanup"));
        }
        awaitReady(kubectl);
        for (String resource : List.of("nodelayout/more", "managementrealm/plant-b", "fabricnode/edge2")) {
            kubectl.succeed("delete", resource, "-n", Chart.NAMESPACE, "--timeout=110s");
        }
        awaitReady(kubectl);
        assertThat(status(port("edge1"), "/info")).isEqualTo(200);
    }

    private static void apply(Kubectl kubectl, String documents) {
        Result applied = kubectl.runWithInput(documents, "apply", "-n", Chart.NAMESPACE, "-f", "-");
        assertThat(applied.succeeded()).as(applied.err()).isTrue();
    }

    private static void patch(Kubectl kubectl, String kind, String name, String patch) {
        kubectl.succeed("patch", kind, name, "-n", Chart.NAMESPACE, "--type=merge", "-p", patch);
    }

    /** How many actions on the fabric the operator has counted. */
    private double actions() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("weft_actions_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String metrics() {
        try {
            return get(operatorPort, "/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int port(String node) {
        return Objects.requireNonNull(nodePorts.get(node));
    }

    private static List<Long> below(WeftProcess node) {
        return ProcessHandle.of(node.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    /** -1 where nobody answers. */
    private static int status(int port, String path) {
        try {
            return get(port, path).statusCode();
        } catch (IOException nobody) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private WeftProcess running(WeftProcess process) {
        processes.add(process);
        return process;
    }
}
