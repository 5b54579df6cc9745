package dev.weft.fabric.testkit.bench;

import static dev.weft.fabric.testkit.bench.MeasuredFabric.awaitTrue;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.fabric.testkit.kubernetes.ApiServer;
import dev.weft.wamp.client.WampSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The operator with many resources, against a real API server, a master, and nodes with a worker process each: {@code
 * OperatorBenchmark [nodes] [resources] [rounds]}.
 */
public final class OperatorBenchmark {

    private static final String MREALM = "plant";
    private static final int IDLE_MINUTES = 2;
    private static final String COMPARISONS = "weft_comparisons_total{scope=\"fleet\"";

    private final int nodes;
    private final int resources;
    private final int rounds;
    private final Path folder;
    private final int httpPort = dev.weft.fabric.testkit.Site.freePort();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OperatorBenchmark(int nodes, int resources, int rounds, Path folder) {
        this.nodes = nodes;
        this.resources = resources;
        this.rounds = rounds;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int resources = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        new OperatorBenchmark(nodes, resources, rounds, Files.createTempDirectory("weft-bench")).run();
    }

    private void run() throws Exception {
        Path nodeFolder = Files.createDirectories(folder.resolve("nodes"));
        try (ApiServer server = ApiServer.start(folder);
                LocalFabric fabric = LocalFabric.launch(folder);
                ManyNodes fleet = ManyNodes.start(fabric.url(), nodeFolder, nodes)) {
            server.installDefinitions();
            Path documents = folder.resolve("resources.yaml");
            Files.writeString(documents, resources(fleet.keys()));
            Files.writeString(folder.resolve("fabric.yaml"), fabric(fabric.url()));
            var kubectl = server.kubectl();
            kubectl.succeed(
                    "create", "secret", "generic", "admin", "--from-file=admin.priv=" + folder.resolve("admin.priv"));
            kubectl.succeed("apply", "-f", folder.resolve("fabric.yaml").toString());
            kubectl.succeed("create", "-f", documents.toString());
            try (KubernetesApi api = new KubernetesApi(kubectl.begin("proxy", "--port=0"))) {
                measure(server, fabric, api);
            }
        }
    }

    private void measure(ApiServer server, LocalFabric fabric, KubernetesApi api) throws IOException {
        Table table = new Table("operator, " + resources + " resources, " + nodes + " nodes", "median", "p99", "range");
        double first;
        try (WeftProcess operator = operator(server)) {
            first = until(() -> isReady(api));
            table.row("from nothing: started until every resource is Ready", Table.number(first, 1) + " s", "", "");
            edits(table, fabric, api);
            resyncs(table, api, new ProcessUse(operatorPid(operator)));
            idle(table, api, new ProcessUse(operatorPid(operator)));
        }
        restarts(table, server);
        double before = api.requests();
        pause();
        table.row(
                "requests a minute, API server without an operator",
                Table.number((api.requests() - before) / IDLE_MINUTES, 1),
                "",
                "");
    }

    /** An edit of one layout: until the node has it, and until the resource says so. */
    private void edits(Table table, LocalFabric fabric, KubernetesApi api) {
        List<Double> live = new ArrayList<>();
        List<Double> told = new ArrayList<>();
        WampSession session = fabric.session(MREALM);
        for (int round = 0; round < rounds; round++) {
            int layout = round * 7 % (resources - nodes - 2);
            String uri = "com.edit" + round + ".";
            long began = System.nanoTime();
            Map<?, ?> patched = api.patch(
                    "nodelayouts", layoutName(layout), Map.of("spec", Map.of("workers", workers(layout, uri))));
            awaitTrue(() -> String.valueOf(MeasuredFabric.answer(MeasuredFabric.remote(
                            session,
                            "router.get_router_realm_role",
                            ManyNodes.name(layout % nodes),
                            "router1",
                            realm(layout),
                            "hmi")))
                    .contains(uri));
            live.add((System.nanoTime() - began) / 1e6);
            Object generation = generation(patched);
            awaitTrue(() -> isReady(api.get("nodelayouts", layoutName(layout)), generation));
            told.add((System.nanoTime() - began) / 1e6);
        }
        row(table, "an edit of one resource: live on its node", Samples.of(live));
        row(table, "an edit of one resource: it says Ready again", Samples.of(told));
    }

    private static Object generation(Map<?, ?> resource) {
        Object generation = resource.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("generation") : null;
        return generation == null ? 0L : generation;
    }

    /** Everything read and planned again, with nothing to do. */
    private void resyncs(Table table, KubernetesApi api, ProcessUse operator) {
        List<Double> millis = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int round = 0; round < 7; round++) {
            double compared = metric(COMPARISONS);
            double used = operator.cpuSeconds();
            long began = System.nanoTime();
            api.patch(
                    "managementrealms",
                    MREALM,
                    Map.of("metadata", Map.of("annotations", Map.of("weft.dev/reconcile", "round-" + round))));
            awaitTrue(() -> metric(COMPARISONS) > compared);
            millis.add((System.nanoTime() - began) / 1e6);
            cpu.add((operator.cpuSeconds() - used) * 1000);
        }
        row(table, "resync with nothing to do, asked for until compared", Samples.of(millis));
        row(table, "resync with nothing to do, CPU time of the operator", Samples.of(cpu));
    }

    private void idle(Table table, KubernetesApi api, ProcessUse operator) {
        double before = api.requests();
        double used = operator.cpuSeconds();
        pause();
        table.row(
                "requests a minute, idle, API server with the operator",
                Table.number((api.requests() - before) / IDLE_MINUTES, 1),
                "",
                "");
        table.row(
                "CPU time of the operator a minute, idle",
                Table.number((operator.cpuSeconds() - used) * 1000 / IDLE_MINUTES, 0) + " ms",
                "",
                "");
        var memory = operator.memory();
        table.row("memory of the operator, resident", Table.number(memory.residentMib(), 0) + " MiB", "", "");
    }

    /** Started again with everything as it shall be: until it has compared all. */
    private void restarts(Table table, ApiServer server) {
        List<Double> millis = new ArrayList<>();
        List<Double> memory = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long began = System.nanoTime();
            try (WeftProcess operator = operator(server)) {
                awaitTrue(() -> metric("weft_nodes{state=\"online\"") == nodes);
                millis.add((System.nanoTime() - began) / 1e6);
                memory.add(new ProcessUse(operatorPid(operator)).memory().residentMib());
            }
        }
        row(table, "started again, nothing to do: all nodes compared", Samples.of(millis));
        Samples of = Samples.of(memory);
        table.row("memory then, resident", Table.number(of.median(), 0) + " MiB", "", Table.range(of, 0));
    }

    private static void row(Table table, String what, Samples samples) {
        table.row(
                what,
                Table.milliseconds(samples),
                Table.number(samples.percentile(99), 0) + " ms",
                Table.range(samples, 0));
    }

    /** Asks once a second: to read all resources is work for the API server. */
    private double until(BooleanSupplier condition) {
        long began = System.nanoTime();
        awaitTrue(() -> condition.getAsBoolean() || !sleep(1_000));
        return (System.nanoTime() - began) / 1e9;
    }

    private static void pause() {
        sleep(TimeUnit.MINUTES.toMillis(IDLE_MINUTES));
    }

    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private WeftProcess operator(ApiServer server) {
        return WeftProcess.launch(
                folder,
                Map.of("KUBECONFIG", server.kubeconfig().toString()),
                List.of("operator", "--own-namespace", "default", "--http-port", String.valueOf(httpPort)));
    }

    /** The launcher replaces itself by the JVM where it can. */
    private static long operatorPid(WeftProcess operator) {
        return ProcessHandle.of(operator.pid())
                .orElseThrow()
                .descendants()
                .map(ProcessHandle::pid)
                .findFirst()
                .orElse(operator.pid());
    }

    /** Sum of a metric's series, by what their lines begin with; 0 while nobody answers. */
    private double metric(String prefix) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/metrics"))
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(prefix))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private boolean isReady(KubernetesApi api) {
        return List.of("managementrealms", "fabricnodes", "nodelayouts").stream()
                .allMatch(plural -> api.list(plural).stream().allMatch(each -> isReady((Map<?, ?>) each, 1L)));
    }

    private static boolean isReady(Map<?, ?> resource, Object generation) {
        return resource.get("status") instanceof Map<?, ?> status
                && status.get("conditions") instanceof List<?> conditions
                && conditions.stream()
                        .map(each -> (Map<?, ?>) each)
                        .anyMatch(each -> "Ready".equals(each.get("type"))
                                && "True".equals(each.get("status"))
                                && generation.equals(each.get("observedGeneration")));
    }

    // --- The resources
    // ----------------------------------------------------------------------------------------------------

    private static String fabric(String url) {
        return """
                apiVersion: weft.dev/v1alpha1
                kind: Fabric
                metadata: {name: default}
                spec: {url: "%s", keySecret: {name: admin, key: admin.priv}}
                """.formatted(url);
    }

    /** One management realm, the nodes, a layout for all of them, and layouts for one node each. */
    private String resources(Map<String, String> keys) {
        StringBuilder text = new StringBuilder(document("ManagementRealm", MREALM, "", "{}"));
        keys.forEach((name, key) -> text.append(document(
                "FabricNode", name, ", labels: {node: " + name + "}", "{mrealm: plant, publicKey: " + key + "}")));
        text.append(document(
                "NodeLayout",
                "base",
                "",
                "{mrealm: plant, nodeSelector: {}, rollout: {steps: " + steps()
                        + ", soak: 1s, maxFailed: 100%}, workers: [{id: router1, type: router}]}"));
        for (int layout = 0; layout < resources - nodes - 2; layout++) {
            text.append(document(
                    "NodeLayout",
                    layoutName(layout),
                    "",
                    "{mrealm: plant, nodeSelector: {matchLabels: {node: " + ManyNodes.name(layout % nodes)
                            + "}}, workers: " + dev.weft.wamp.serializer.JsonText.line(workers(layout, "com.first."))
                            + "}"));
        }
        return text.toString();
    }

    /** The workers' processes start on one machine: so few at a time that each is up in time. */
    private String steps() {
        int portion = Math.max(1, nodes / 14);
        StringBuilder steps = new StringBuilder();
        for (int most = portion; most < nodes && most < portion * 15; most += portion) {
            steps.append(most).append(", ");
        }
        return "[" + steps + "100%]";
    }

    private static String document(String kind, String name, String labels, String spec) {
        return "---\napiVersion: weft.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name + labels + "}\nspec: "
                + spec + "\n";
    }

    private static String layoutName(int layout) {
        return String.format(Locale.ROOT, "layout%04d", layout);
    }

    private static String realm(int layout) {
        return String.format(Locale.ROOT, "realm%04d", layout);
    }

    private static List<?> workers(int layout, String uri) {
        Map<String, ?> permission = Map.of("uri", uri, "match", "prefix", "allow", Map.of("call", true));
        Map<String, ?> role = Map.of("name", "hmi", "permissions", List.of(permission));
        Map<String, ?> realm = Map.of("name", realm(layout), "roles", List.of(role));
        return List.of(Map.of("id", "router1", "type", "router", "realms", List.of(realm)));
    }
}
