package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.WampCraClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/router} as its README says, on other ports. */
class RouterExampleIT {

    @TempDir
    Path folder;

    private final int open = Site.freePort();
    private final int wampcra = Site.freePort();
    private final int echo = Site.freePort();

    @Test
    void every_line_of_its_readme_holds() throws Exception {
        String config = Files.readString(Checkout.root().resolve("examples/router/config.json"));
        Files.writeString(
                folder.resolve("config.json"),
                config.replace("8080", String.valueOf(open))
                        .replace("8081", String.valueOf(wampcra))
                        .replace("9001", String.valueOf(echo)));
        try (WeftProcess node = WeftProcess.start(folder, Map.of(), List.of("node", "--cbdir", folder.toString()));
                Loops loops = Loops.create(1)) {
            node.awaitLine(line -> line.startsWith("public key "));
            String webSocket = "ws://127.0.0.1:" + open + "/ws";
            WampSession callee = join(loops, ClientSettings.of(webSocket, "conformance", Serializers.json()));
            await(callee.register(
                    "com.add",
                    Dict.empty(),
                    invocation -> CompletableFuture.completedFuture(
                            Payload.of(invocation.details().has("caller")))));
            WampSession caller =
                    join(loops, ClientSettings.of("rs://127.0.0.1:" + open, "conformance", Serializers.cbor()));
            assertThat(await(caller.call("com.add", Payload.empty())).argument(0))
                    .as("nobody is disclosed unasked")
                    .isEqualTo(false);
            await(caller.publish("conformance.history.x", Dict.of("acknowledge", true), Payload.of("kept")));
            Object id = await(caller.call(
                            "wamp.subscription.lookup", Payload.of("conformance.history.", Map.of("match", "prefix"))))
                    .argument(0);
            assertThat((List<?>) await(caller.call("wamp.subscription.get_events", Payload.of(id)))
                            .argument(0))
                    .hasSize(1);
            assertThat(served(callee, caller, 3)).containsExactly(0L, 1L, 2L);
            join(loops, ClientSettings.of(webSocket, "conformance.crossbar", Serializers.msgpack()));

            for (Map.Entry<String, String> user :
                    Map.of("joe", "secret2", "peter", "secret1").entrySet()) {
                WampSession known = join(
                        loops,
                        ClientSettings.of("ws://127.0.0.1:" + wampcra + "/", "conformance", Serializers.cbor())
                                .withAuthenticators(List.of(new WampCraClientAuthenticator(
                                        user.getKey(), user.getValue(), KeyDeriver.on(CompletableFuture::runAsync)))));
                assertThat(known.details().authid()).isEqualTo(user.getKey());
            }
            assertThat(echoed("hello")).isEqualTo("hello");
            assertThat(get("http://127.0.0.1:" + open + "/metrics"))
                    .contains("weft_realm_sessions{realm=\"conformance\"} ")
                    .contains("weft_transport_connections{transport=\"open\"} ");
            CompletionStage<Integer> code = closeCodeOfEcho();
            node.terminate();
            assertThat(await(callee.closed())).as("over WebSocket").isEqualTo("wamp.close.system_shutdown");
            assertThat(await(caller.closed())).as("over RawSocket").isEqualTo("wamp.close.system_shutdown");
            assertThat(await(code)).isEqualTo(1001);
        }
    }

    /** That by which the server closes a connection that has no session. */
    private CompletionStage<Integer> closeCodeOfEcho() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                closed.complete(code);
                return null;
            }

            @Override
            public void onError(WebSocket webSocket, Throwable error) {
                closed.completeExceptionally(error);
            }
        };
        await(HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + echo + "/"), listener));
        return closed;
    }

    /** Calls so often at once what takes one call at a time: each of them waits for those before it. */
    private static List<Object> served(WampSession callee, WampSession caller, int calls) throws Exception {
        Queue<Object> arguments = new ConcurrentLinkedQueue<>();
        Queue<CompletableFuture<Payload>> answers = new ConcurrentLinkedQueue<>();
        await(callee.register("conformance.queued.one", Dict.of("concurrency", 1L), invocation -> {
            arguments.add(Objects.requireNonNull(invocation.payload().argument(0)));
            CompletableFuture<Payload> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        }));
        List<CompletionStage<Payload>> made = new ArrayList<>();
        for (long i = 0; i < calls; i++) {
            made.add(caller.call("conformance.queued.one", Payload.of(i)));
        }
        for (CompletionStage<Payload> call : made) {
            Awaitility.await().until(() -> !answers.isEmpty());
            assertThat(answers).as("one at a time").hasSize(1);
            answers.remove().complete(Payload.empty());
            await(call);
        }
        return List.copyOf(arguments);
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String echoed(String text) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + echo + "/"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        heard.complete(data.toString());
                        return WebSocket.Listener.super.onText(from, data, last);
                    }
                })
                .get(60, TimeUnit.SECONDS);
        socket.sendText(text, true).get(60, TimeUnit.SECONDS);
        String answer = heard.get(60, TimeUnit.SECONDS);
        socket.abort();
        return answer;
    }

    /** The node starts its worker, and that its realms and transports, one after the other. */
    private static WampSession join(Loops loops, ClientSettings settings) {
        return Awaitility.await()
                .atMost(WeftProcess.PATIENCE)
                .ignoreExceptions()
                .until(() -> await(new WampClient(loops).connect(settings)), Objects::nonNull);
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
