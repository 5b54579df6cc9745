package dev.weft.cli;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ReconnectSettings;
import dev.weft.transport.client.ReconnectingClient;
import dev.weft.transport.client.SessionListener;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The worker's part of the rehearsal: a node without a master whose one worker serves a little of each kind, so that the archive that
 * it writes when it ends holds what sessions need. It listens on a Unix socket, as any port may be taken.
 */
final class WorkerRehearsal {

    private static final long SECONDS = 20;
    private static final String REALM = "rehearsal";
    private static final String CONFIG = """
            {
              "version": 2,
              "workers": [
                {
                  "type": "router",
                  "realms": [
                    {
                      "name": "rehearsal",
                      "roles": [
                        {
                          "name": "anonymous",
                          "permissions": [
                            {
                              "uri": "",
                              "match": "prefix",
                              "allow": {"call": true, "register": true, "publish": true, "subscribe": true}
                            }
                          ]
                        }
                      ]
                    }
                  ],
                  "transports": [
                    {
                      "type": "universal",
                      "endpoint": {"type": "unix", "path": "wamp.sock"},
                      "rawsocket": {"serializers": ["cbor", "msgpack", "json"]},
                      "websocket": {"ws": {"type": "websocket", "serializers": ["cbor", "msgpack", "json"]}},
                      "web": {
                        "paths": {
                          "/": {"type": "nodeinfo"},
                          "web": {"type": "static", "directory": "web"},
                          "metrics": {"type": "metrics"}
                        }
                      }
                    }
                  ]
                }
              ]
            }
            """;

    private static final String UPGRADE = """
            GET /ws HTTP/1.1
            Host: localhost
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
            Sec-WebSocket-Protocol: wamp.2.json

            """;

    private final Path folder;

    private WorkerRehearsal(Path folder) {
        this.folder = folder;
    }

    /** Makes what is to be the node's folder. */
    static WorkerRehearsal in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("web/index.html"), "<!DOCTYPE html>");
        Files.writeString(folder.resolve("config.json"), CONFIG);
        return new WorkerRehearsal(folder);
    }

    /** What runs the node. A master that is named elsewhere, in the environment, is none of its own. */
    List<String> command() {
        return List.of("node", "--cbdir", folder.toString(), "--master", "");
    }

    /** Lets the worker serve, and returns when its process has ended. Nothing else may have made processes. */
    void play() throws Exception {
        try (Loops loops = Loops.create(1)) {
            ReconnectingClient first = ReconnectingClient.start(
                    loops, ReconnectSettings.of(settings(Serializers.cbor())), new SessionListener() {});
            WampSession callee = done(first.joined());
            WampSession caller = done(new WampClient(loops).connect(settings(Serializers.json())));
            converse(callee, caller);
            done(caller.close());
            web();
            done(first.close());
        } finally {
            end();
        }
    }

    private ClientSettings settings(Serializer serializer) {
        return ClientSettings.of("unix:" + socket(), REALM, serializer);
    }

    private Path socket() {
        return folder.resolve("wamp.sock").toAbsolutePath();
    }

    private static void converse(WampSession callee, WampSession caller) throws Exception {
        CompletableFuture<Payload> heard = new CompletableFuture<>();
        done(callee.subscribe("com.rehearsal.topic", Dict.empty(), (event, details) -> heard.complete(event)));
        done(callee.register(
                "com.rehearsal.echo",
                Dict.empty(),
                invocation -> CompletableFuture.completedFuture(invocation.payload())));
        Payload payload = Payload.of("text", 1);
        done(caller.publish("com.rehearsal.topic", Dict.of(Options.ACKNOWLEDGE, true), payload));
        done(heard);
        done(caller.call("com.rehearsal.echo", payload));
        done(caller.call("wamp.session.count", Payload.empty()));
    }

    /** By hand, as the client speaks RawSocket over Unix sockets. */
    private void web() throws Exception {
        done(CompletableFuture.runAsync(() -> {
            try {
                for (String path : List.of("/", "/web/index.html", "/metrics")) {
                    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
                        ask(channel, bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                    }
                }
                webSocket();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }));
    }

    private void webSocket() throws IOException {
        byte[] hello = bytes("[1,\"" + REALM + "\",{\"roles\":{\"caller\":{}}}]");
        // One whole text message; its mask is of zeros.
        ByteBuffer frame = ByteBuffer.allocate(6 + hello.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | hello.length))
                .putInt(0)
                .put(hello);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            ask(channel, bytes(UPGRADE.replace("\n", "\r\n")));
            ask(channel, frame.array());
        }
    }

    /** Sends this, and waits for the beginning of the answer. */
    private static void ask(SocketChannel channel, byte[] request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) {
            channel.write(out);
        }
        channel.read(ByteBuffer.allocate(4096));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The worker writes its archive while it ends. */
    private static void end() throws Exception {
        List<ProcessHandle> workers = ProcessHandle.current().children().toList();
        workers.forEach(ProcessHandle::destroy);
        for (ProcessHandle worker : workers) {
            done(worker.onExit());
        }
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }
}
