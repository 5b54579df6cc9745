package dev.weft.fabric.testkit.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An API server with our definitions, a fabric, and operators, all of them real processes on loopback. {@code Fabric/default} and the
 * master's key are there; what a test declares it puts into a namespace of its own.
 */
final class OperatorSite implements AutoCloseable {

    static final String SYSTEM = "weft-system";
    /** Only bounds how long a broken test hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final ApiServer server;
    private final LocalFabric fabric;
    private final List<WeftProcess> operators = new ArrayList<>();
    private final Map<String, WampSession> sessions = new HashMap<>();

    private OperatorSite(Path folder, ApiServer server, LocalFabric fabric) {
        this.folder = folder;
        this.server = server;
        this.fabric = fabric;
    }

    static OperatorSite start(Path folder) {
        ApiServer server = ApiServer.start(folder);
        try {
            server.installDefinitions();
            LocalFabric fabric = LocalFabric.start(Files.createDirectory(folder.resolve("fabric")));
            OperatorSite site = new OperatorSite(folder, server, fabric);
            site.declareFabric();
            return site;
        } catch (IOException | RuntimeException | AssertionError failure) {
            server.close();
            throw new AssertionError("the site did not come up", failure);
        }
    }

    private void declareFabric() {
        Path key = fabric.folder().resolve("admin.priv");
        kubectl().succeed("create", "namespace", SYSTEM);
        Kubectl system = kubectl().in(SYSTEM);
        system.succeed("create", "secret", "generic", "weft-admin", "--from-file=admin.priv=" + key);
        system.apply("""
                apiVersion: weft.dev/v1alpha1
                kind: Fabric
                metadata: {name: default}
                spec:
                  url: %s
                  keySecret: {name: weft-admin, key: admin.priv}
                  allowedNamespaces: ["*"]
                """.formatted(fabric.url()));
    }

    Kubectl kubectl() {
        return server.kubectl();
    }

    /** Again, after somebody deleted them. */
    void installDefinitions() {
        server.installDefinitions();
    }

    /** Another way to the API server. Whoever asks for it closes it. */
    KubernetesClient client() {
        try {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(server.kubeconfig())))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalFabric fabric() {
        return fabric;
    }

    /** Starts {@code weft operator}, with an http port that the system chose. */
    WeftProcess operator(String identity, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("operator", "--own-namespace", SYSTEM, "--http-port", "0", "--identity", identity));
        arguments.addAll(List.of(more));
        WeftProcess started = WeftProcess.start(
                folder, Map.of("KUBECONFIG", server.kubeconfig().toString(), "HOME", folder.toString()), arguments);
        operators.add(started);
        return started;
    }

    /** Waits until an operator wrote that to its log. */
    static void awaitLog(WeftProcess operator, String text) {
        awaitUntil(text + " in the log of " + operator, () -> {
            if (!operator.isAlive() && operator.errors().stream().noneMatch(line -> line.contains(text))) {
                throw new AssertionError(operator.toString());
            }
            return operator.errors().stream().anyMatch(line -> line.contains(text));
        });
    }

    static void awaitUntil(String what, Callable<Boolean> condition) {
        await().alias(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    /** Makes the node's key, and returns its public half; what lies in the folder {@code web} of the quickstart is there too. */
    String prepareNode(String name) {
        String key = fabric.nodeKey(name);
        try {
            Path web = Files.createDirectories(fabric.folder().resolve(name).resolve("web"));
            Files.writeString(web.resolve("index.html"), "<html></html>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    /** A session on realm {@code line} of a node. */
    WampSession join(int port, String path) {
        try {
            return fabric.join(ClientSettings.of("ws://127.0.0.1:" + port + "/" + path, "line", Serializers.json()));
        } catch (Exception e) {
            throw new AssertionError("cannot join at port " + port, e);
        }
    }

    /** What a procedure of the master returns to the superuser on a management realm. */
    Object call(String mrealm, String procedure, Object... arguments) {
        WampSession session = sessions.computeIfAbsent(mrealm, fabric::session);
        Payload result = get(session.call("crossbarfabriccenter." + procedure, Payload.of(arguments)));
        @Nullable Object first = result.arguments().isEmpty() ? null : result.argument(0);
        return Objects.requireNonNullElse(first, List.of());
    }

    /** Process of a worker; fails where there is none. */
    long workerPid(String mrealm, String node, String worker) {
        Map<?, ?> info = (Map<?, ?>) call(mrealm, "remote.node.get_worker", node, worker);
        return number(info.get("pid"));
    }

    List<?> workers(String mrealm, String node) {
        return (List<?>) call(mrealm, "remote.node.get_workers", node);
    }

    /** How many changes a node has counted since it was started: each that was made is one, whoever made it. */
    long changes(String mrealm, String node) {
        Map<?, ?> snapshot = (Map<?, ?>) call(mrealm, "remote.node.get_snapshot", node);
        return number(snapshot.get("seq"));
    }

    private static long number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new AssertionError("no number: " + value);
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** One line for each Event of the namespace: what it is about, its reason, its message. */
    static String events(Kubectl namespace) {
        return namespace.succeed(
                "get",
                "events",
                "-o",
                "jsonpath={range .items[*]}{.involvedObject.kind}/{.involvedObject.name} {.type} {.reason} {.message}{\"\\n\"}{end}");
    }

    /** Waits until a condition of a resource is so, as {@code kubectl wait} does. */
    static void awaitCondition(Kubectl namespace, String condition, String... resources) {
        List<String> arguments = new ArrayList<>(
                List.of("wait", "--for=condition=" + condition, "--timeout=" + PATIENCE.toSeconds() + "s"));
        arguments.addAll(List.of(resources));
        Kubectl.Result result = namespace.run(arguments.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new AssertionError(result.all() + "\n"
                    + namespace.run("get", "weft", "-o", "yaml").out());
        }
    }

    /** The message of a condition; empty where there is no such condition. */
    static String message(Kubectl namespace, String resource, String condition) {
        return namespace.succeed(
                "get", resource, "-o", "jsonpath={.status.conditions[?(@.type==\"" + condition + "\")].message}");
    }

    @Override
    public void close() {
        operators.forEach(operator -> {
            operator.resume();
            operator.close();
        });
        fabric.close();
        server.close();
    }
}
