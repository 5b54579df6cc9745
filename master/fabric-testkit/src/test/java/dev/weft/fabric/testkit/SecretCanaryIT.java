package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.auth.WampCraClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every secret of a fleet is a text that occurs nowhere else. Then everything is done that a person does, and none of them may be
 * in anything that is printed, logged, published, stored by the master, or seen of the processes.
 */
class SecretCanaryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PRIVATE_TAG = "private-key-ed25519:";
    private static final String WS = "canary-websocket-a81f02cc";
    private static final String RAW = "canary-rawsocket-5be7719d";
    private static final String WEB = "canary-service-0d44c6e1";
    private static final String CHANGED = "canary-changed-c30b58f7";
    private static final String WRONG = "canary-misplaced-94e1ab60";
    private static final String BUSY = "canary-busyport-e7702d35";
    private static final String CRA = "canary-wampcra-7719be02";
    private static final String STORED = "ca9a41".repeat(10) + "e57d";
    private static final String SERVER = "ca9a42".repeat(10) + "9b3f";

    private static final String DOCUMENTS = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant, publicKey: %s}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant
              nodeSelector: {}
              workers:
              - id: router1
                type: router
                realms:
                - name: line
                  roles:
                  - name: machine
                    permissions:
                    - {uri: com.plant., match: prefix, allow: {call: true, register: true}}
                transports:
                - id: ws
                  type: websocket
                  endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                  auth: {ticket: {type: static, principals: {joe: {ticket: $(secret.site/ws), role: machine}}}}
                - id: raw
                  type: rawsocket
                  endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                  auth: {ticket: {type: static, principals: {joe: {ticket: $(secret.site/raw), role: machine}}}}
                - id: proofs
                  type: websocket
                  endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                  cookie: {store: {type: file, filename: cookies.json}}
                  auth:
                    cookie: {type: static}
                    wampcra: {type: static, users: {joe: {secret: $(secret.site/cra), role: machine}}}
                    scram:
                      type: static
                      principals:
                        joe:
                          kdf: pbkdf2
                          iterations: 4096
                          memory: 0
                          salt: ae1f0d2f422757809077785e660b62c6
                          stored-key: $(secret.site/stored)
                          server-key: $(secret.site/server)
                          role: machine
                - id: web
                  type: web
                  endpoint: {type: tcp, interface: 127.0.0.1, port: %d}
                  paths:
                    /: {type: nodeinfo}
                    ws:
                      type: websocket
                      auth: {ticket: {type: static, principals: {joe: {ticket: $(secret.site/web), role: machine}}}}
            """;

    @TempDir
    Path folder;

    private final Map<String, String> canaries = new LinkedHashMap<>(Map.of(
            "ws",
            WS,
            "raw",
            RAW,
            "web",
            WEB,
            "changed",
            CHANGED,
            "misplaced",
            WRONG,
            "busy",
            BUSY,
            "cra",
            CRA,
            "stored",
            STORED,
            "server",
            SERVER));
    private final List<WeftProcess> shown = new ArrayList<>();
    private final int wsPort = Site.freePort();
    private final int proofsPort = Site.freePort();
    private final int webPort = Site.freePort();

    @Test
    void no_secret_is_shown_logged_published_or_stored_by_the_master() throws Exception {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            String key = fabric.nodeKey("edge1");
            write("fleet/fleet.yaml", DOCUMENTS.formatted(key, wsPort, Site.freePort(), proofsPort, webPort));
            secret("ws", WS);
            secret("raw", RAW);
            secret("web", WEB);
            secret("cra", CRA);
            secret("stored", STORED);
            secret("server", SERVER);
            canaries.put("superuser's key", seed(folder.resolve("admin.priv")));
            canaries.put("node's key", seed(folder.resolve("edge1/key.priv")));
            WeftProcess node = fabric.startNode("edge1");
            shown.add(fabric.master());
            shown.add(node);

            run(fabric.weft("validate", "-f", "fleet"), 0);
            run(fabric.weft("render", "edge1", "-f", "fleet"), 0);
            onFleet(fabric, 2, "reconcile", "--dry-run");
            onFleet(fabric, 2, "reconcile", "--dry-run", "--output", "json");
            // The node finds out that it was paired when it asks again, which may be after the first run.
            await().atMost(PATIENCE)
                    .until(() ->
                            onFleet(fabric, -1, "reconcile", "--require-online").status() == 0);
            onFleet(fabric, 0, "reconcile", "--dry-run", "--require-online");
            login(fabric, wsPort, "", WS);
            login(fabric, webPort, "ws", WEB);
            prove(fabric);
            assertThatThrownBy(() -> login(fabric, wsPort, "", RAW))
                    .hasStackTraceContaining("wamp.error.authentication_failed");

            WeftProcess events = follow(fabric, "text");
            WeftProcess eventsJson = follow(fabric, "json");
            secret("ws", CHANGED);
            assertThat(onFleet(fabric, 2, "reconcile", "--dry-run").out()).contains("changed (secret)");
            onFleet(fabric, 2, "reconcile", "--dry-run", "--output", "json");
            onFleet(fabric, 2, "status");
            onFleet(fabric, 2, "status", "--output", "json");
            onFleet(fabric, 0, "reconcile", "--output", "json");
            assertThat(onFleet(fabric, 0, "reconcile", "--dry-run").out()).contains("Nothing to do");
            login(fabric, wsPort, "", CHANGED);
            assertThatThrownBy(() -> login(fabric, wsPort, "", WS))
                    .hasStackTraceContaining("wamp.error.authentication_failed");
            events.awaitLine(line -> line.contains("on_router_transport_started"));
            eventsJson.awaitLine(line -> line.contains("on_change"));

            secret("web", WS);
            watch(fabric);
            login(fabric, webPort, "ws", WS);

            askForEverything(fabric);
            makeMistakes(fabric);
            requireNothingInProcesses(node);
            assertThat(permissions("edge1/controller.sock")).isEqualTo("rw-------");
        }
        requireNothingPrinted();
        requireNothingInFiles();
        requirePrivateFiles();
    }

    private void watch(LocalFabric fabric) throws Exception {
        WeftProcess watch = fabric.background("reconcile", "--watch", "-f", "fleet", "--secrets", "secrets");
        shown.add(watch);
        await().atMost(PATIENCE).until(() -> lets(fabric, webPort, "ws", WS));
        watch.awaitLine(line -> line.contains("done"));
        watch.terminate();
    }

    private WeftProcess follow(LocalFabric fabric, String output) {
        WeftProcess subscriber = fabric.background(
                "subscribe", "--realm", "plant", "--match", "prefix", "crossbarfabriccenter.", "--output", output);
        shown.add(subscriber);
        // Heartbeats come by themselves: one tells that the subscription stands.
        subscriber.awaitLine(line -> line.contains("heartbeat"));
        return subscriber;
    }

    private void askForEverything(LocalFabric fabric) {
        String router = "crossbarfabriccenter.remote.router.";
        String remote = "crossbarfabriccenter.remote.node.";
        run(call(fabric, router + "get_router_transports", "edge1", "router1"), 0);
        run(call(fabric, router + "get_router_transports", "edge1", "router1", "--kw", "details=true"), 0);
        for (String transport : List.of("ws", "raw", "proofs", "web")) {
            run(call(fabric, router + "get_router_transport", "edge1", "router1", transport), 0);
        }
        run(call(fabric, router + "get_web_transport_services", "edge1", "router1", "web", "--kw", "details=true"), 0);
        run(call(fabric, router + "get_web_transport_service", "edge1", "router1", "web", "ws"), 0);
        String tree = run(call(fabric, remote + "get_snapshot", "edge1"), 0).out();
        assertThat(tree).contains("***");
        run(call(fabric, remote + "get_worker", "edge1", "router1"), 0);
        run(call(fabric, remote + "get_worker_log", "edge1", "router1"), 0);
        run(call(fabric, "crossbarfabriccenter.mrealm.get_nodes", "--kw", "return_details=true"), -1);
        run(call(fabric, "crossbarfabriccenter.mrealm.get_node_by_authid", "edge1"), -1);
    }

    /** A secret where none belongs, or beside what is wrong: the message names the place, not the value. */
    private void makeMistakes(LocalFabric fabric) throws IOException {
        String base = "{\"type\":\"websocket\",\"endpoint\":{\"type\":\"tcp\",\"port\":%s},\"auth\":{\"ticket\":%s}}";
        String good =
                "{\"type\":\"static\",\"principals\":{\"joe\":{\"ticket\":\"" + WRONG + "\",\"role\":\"machine\"}}}";
        for (String auth : List.of(
                "\"" + WRONG + "\"",
                "{\"type\":\"static\",\"principals\":\"" + WRONG + "\"}",
                "{\"type\":\"static\",\"principals\":{\"joe\":\"" + WRONG + "\"}}",
                "{\"type\":\"static\",\"principals\":{\"joe\":{\"ticket\":[\"" + WRONG + "\"]}}}",
                "{\"type\":\"static\",\"principals\":{\"joe\":{\"tikcet\":\"" + WRONG + "\"}}}")) {
            run(start(fabric, base.formatted(Site.freePort(), auth)), 1);
        }
        run(start(fabric, base.formatted("\"no port\"", good)), 1);
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = base.formatted(busy.getLocalPort(), good.replace(WRONG, BUSY));
            assertThat(run(start(fabric, taken), 1).err()).contains("in use");
            secret("busy", BUSY);
            String fleet = Files.readString(folder.resolve("fleet/fleet.yaml"));
            write(
                    "busy/fleet.yaml",
                    fleet.replace("port: " + wsPort, "port: " + busy.getLocalPort())
                            .replace("site/ws", "site/busy"));
            run(fabric.onFabric("reconcile", "-f", "busy", "--secrets", "secrets"), 3);
            write("clear/fleet.yaml", fleet.replace("$(secret.site/ws)", WRONG));
            assertThat(run(fabric.weft("validate", "-f", "clear"), 1).process().toString())
                    .contains("a secret is written in clear");
            write("open/fleet.yaml", fleet.replace("{type: nodeinfo}", "{type: json, value: $(secret.site/ws)}"));
            assertThat(run(fabric.weft("validate", "-f", "open"), 1).process().toString())
                    .contains("this field is no secret");
        }
    }

    private LocalFabric.Finished start(LocalFabric fabric, String config) {
        return call(
                fabric, "crossbarfabriccenter.remote.router.start_router_transport", "edge1", "router1", "t9", config);
    }

    private static LocalFabric.Finished call(LocalFabric fabric, String... arguments) {
        List<String> all = new ArrayList<>(List.of("call", "--realm", "plant"));
        all.addAll(List.of(arguments));
        return fabric.onFabric(all.toArray(String[]::new));
    }

    private LocalFabric.Finished onFleet(LocalFabric fabric, int status, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-f", "fleet", "--secrets", "secrets"));
        return run(fabric.onFabric(all.toArray(String[]::new)), status);
    }

    /** Remembers what was printed. A negative status stands for any. */
    private LocalFabric.Finished run(LocalFabric.Finished finished, int status) {
        shown.add(finished.process());
        return status < 0 ? finished : finished.requireStatus(status);
    }

    private static boolean lets(LocalFabric fabric, int port, String path, String ticket) {
        try {
            login(fabric, port, path, ticket);
            return true;
        } catch (Exception | AssertionError notYet) {
            return false;
        }
    }

    /** By the methods that never show their secret: the right one, a wrong one, and a user that is not there. */
    private void prove(LocalFabric fabric) throws Exception {
        KeyDeriver deriver = KeyDeriver.on(task -> new Thread(task).start());
        login(fabric, proofsPort, "", new WampCraClientAuthenticator("joe", CRA, deriver));
        for (ScramDialect dialect : ScramDialect.values()) {
            for (String authid : List.of("joe", "nobody")) {
                ScramClientAuthenticator.Login wrong = ScramClientAuthenticator.Login.of(authid, WRONG);
                assertThatThrownBy(() -> login(
                                fabric,
                                proofsPort,
                                "",
                                new ScramClientAuthenticator(dialect, wrong, byte[]::new, deriver)))
                        .hasStackTraceContaining("wamp.error.authentication_failed");
            }
        }
        for (String authid : List.of("joe", "nobody")) {
            assertThatThrownBy(
                            () -> login(fabric, proofsPort, "", new WampCraClientAuthenticator(authid, WRONG, deriver)))
                    .hasStackTraceContaining("wamp.error.authentication_failed");
        }
    }

    private static void login(LocalFabric fabric, int port, String path, String ticket) throws Exception {
        login(fabric, port, path, new TicketClientAuthenticator("joe", ticket));
    }

    private static void login(LocalFabric fabric, int port, String path, ClientAuthenticator method) throws Exception {
        WampSession session =
                fabric.join(ClientSettings.of("ws://127.0.0.1:" + port + "/" + path, "line", Serializers.json())
                        .withAuthenticators(List.of(method)));
        session.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Command lines and environments of the node's processes, where every user of the machine, or an operator, may look. */
    private void requireNothingInProcesses(WeftProcess node) throws IOException {
        List<ProcessHandle> workers =
                ProcessHandle.of(node.pid()).orElseThrow().descendants().toList();
        assertThat(workers).isNotEmpty();
        for (ProcessHandle worker : workers) {
            for (String file : List.of("cmdline", "environ")) {
                String text = Files.readString(
                        Path.of("/proc", String.valueOf(worker.pid()), file), StandardCharsets.ISO_8859_1);
                requireNone(file + " of a worker", text);
                // A one-time token has this form; nobody but the node knows it.
                assertThat(text.split("\0"))
                        .as("%s of a worker", file)
                        .noneMatch(part -> part.matches("(.*[^0-9a-fA-F])?[0-9a-f]{64}([^0-9a-fA-F].*)?"));
            }
        }
    }

    private void requireNothingPrinted() {
        for (WeftProcess process : shown) {
            requireNone(process.toString().lines().findFirst().orElse(""), String.join("\n", process.lines()));
            requireNone(
                    "errors of " + process.toString().lines().findFirst().orElse(""),
                    String.join("\n", process.errors()));
        }
    }

    /** Only three kinds of files hold secrets: what the user wrote, key files, and the layout that a node boots without its master. */
    private void requireNothingInFiles() throws IOException {
        List<Path> own = Stream.of("secrets", "clear", "admin.priv", "edge1/key.priv", "edge1/layout.json")
                .map(folder::resolve)
                .toList();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (own.stream().noneMatch(file::startsWith)) {
                    requireNone(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private void requirePrivateFiles() throws IOException {
        for (String file : List.of("admin.priv", "edge1/key.priv", "edge1/layout.json")) {
            assertThat(permissions(file)).as(file).isEqualTo("rw-------");
        }
        assertThat(permissions("master")).isEqualTo("rwx------");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    private void requireNone(String where, String text) {
        canaries.forEach((name, canary) -> assertThat(text.contains(canary))
                .as("the secret '%s' in %s", name, where)
                .isFalse());
    }

    private static String seed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(PRIVATE_TAG))
                .map(line -> line.substring(PRIVATE_TAG.length()).trim())
                .findFirst()
                .orElseThrow();
    }

    private void secret(String key, String value) throws IOException {
        write("secrets/site/" + key, value + "\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
