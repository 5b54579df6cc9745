package dev.weft.fabric.testkit;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A small fleet in documents: management realm {@code plant}, nodes that share one layout, and on each a realm {@code line} behind a
 * WebSocket on a port of the node's own, where anonymous sessions may do everything under {@code com.plant.}.
 */
public final class Site {

    private final Path documents;
    private final LocalFabric fabric;
    private final Map<String, Integer> ports = new TreeMap<>();

    private Site(LocalFabric fabric, Path documents) {
        this.fabric = fabric;
        this.documents = documents;
    }

    /** Writes the documents for nodes of these names, makes their keys, and starts them. */
    public static Site start(LocalFabric fabric, String... nodes) {
        Site site = new Site(fabric, fabric.folder().resolve("fleet"));
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                """);
        for (String node : nodes) {
            int port = freePort();
            site.ports.put(node, port);
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: %s}
                    spec: {mrealm: plant, publicKey: %s, values: {wsPort: %d}}
                    """.formatted(node, fabric.nodeKey(node), port));
        }
        site.write("nodes.yaml", text.toString());
        site.write("layout.yaml", LAYOUT);
        for (String node : nodes) {
            fabric.startNode(node);
        }
        return site;
    }

    private static final String LAYOUT = """
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant
              nodeSelector: {}
              values: {wsPort: {type: integer}}
              workers:
              - id: router1
                type: router
                realms:
                - name: line
                  roles:
                  - name: anonymous
                    permissions:
                    - {uri: com.plant., match: prefix, allow: {call: true, register: true, publish: true, subscribe: true}}
                transports:
                - id: ws
                  type: websocket
                  endpoint: {type: tcp, port: $(values.wsPort)}
            """;

    /** The folder with the documents. */
    public Path documents() {
        return documents;
    }

    public Path layout() {
        return documents.resolve("layout.yaml");
    }

    /** Replaces text in the layout; fails where it is not there. */
    public void edit(String from, String to) {
        try {
            String before = Files.readString(layout());
            if (!before.contains(from)) {
                throw new AssertionError("the layout does not contain " + from);
            }
            Files.writeString(layout(), before.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Port of the node's WebSocket. */
    public int port(String node) {
        Integer port = ports.get(node);
        if (port == null) {
            throw new IllegalArgumentException("no node " + node);
        }
        return port;
    }

    /** An anonymous session on the realm {@code line} of this node. */
    public WampSession join(String node) throws Exception {
        return fabric.join(ClientSettings.of("ws://127.0.0.1:" + port(node) + "/", "line", Serializers.json()));
    }

    /** Whether a call through the node's transport is answered: joins twice, registers, calls. */
    public boolean answers(String node) {
        try {
            WampSession callee = join(node);
            WampSession caller = join(node);
            try {
                callee.register(
                                "com.plant.echo",
                                Dict.empty(),
                                call -> CompletableFuture.completedFuture(call.payload()))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                Payload result = caller.call("com.plant.echo", Payload.of("ping"))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                return "ping".equals(result.argument(0));
            } finally {
                callee.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
                caller.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        } catch (Exception notYet) {
            return false;
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(documents);
            Files.writeString(documents.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
