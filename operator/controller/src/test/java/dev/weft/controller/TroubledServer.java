package dev.weft.controller;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/** A mock API server that keeps what it is given, and gives the operator trouble; people are always served. */
final class TroubledServer implements AutoCloseable {

    private static final String OPERATOR = "weft-operator-under-test";

    private final Dispatcher keeper;
    private final KubernetesMockServer server;
    private final KubernetesClient people;
    private final KubernetesClient operator;
    private final List<WebSocket> watches = new CopyOnWriteArrayList<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile boolean interrupted;
    private volatile Function<RecordedRequest, Optional<MockResponse>> trouble = request -> Optional.empty();

    TroubledServer() {
        Map<ServerRequest, Queue<ServerResponse>> answers = new HashMap<>();
        keeper = new KubernetesMixedDispatcher(answers);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), answers, new Between(), false);
        server.init();
        people = server.createClient();
        operator = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(people.getConfiguration())
                        .withUserAgent(OPERATOR)
                        .withWatchReconnectInterval(20)
                        .withRequestRetryBackoffInterval(10)
                        .withRequestRetryBackoffLimit(1)
                        .build())
                .build();
    }

    /** For people, and for tests. */
    KubernetesClient people() {
        return people;
    }

    /** For the operator. */
    KubernetesClient operator() {
        return operator;
    }

    // --- trouble
    // --------------------------------------------------------------------------------------------------------------

    /** From now on these requests of the operator are answered with that code. */
    void refuse(Predicate<RecordedRequest> which, int code) {
        trouble = request -> which.test(request) ? Optional.of(refusal(code)) : Optional.empty();
    }

    /** The next such request of the operator comes a moment after somebody else's. */
    void before(Predicate<RecordedRequest> which, HttpMethod method, String path, String mergePatch) {
        AtomicBoolean once = new AtomicBoolean();
        trouble = request -> {
            if (which.test(request) && once.compareAndSet(false, true)) {
                Headers headers = Headers.builder()
                        .add("Content-Type", "application/merge-patch+json")
                        .build();
                keeper.dispatch(
                        new RecordedRequest("HTTP/1.1", method, path, headers, new Buffer().writeUtf8(mergePatch)));
                interrupted = true;
            }
            return Optional.empty();
        };
    }

    /** Whether somebody else came in between. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** Everything is served again. */
    void calm() {
        trouble = request -> Optional.empty();
    }

    /** Every watch of the operator ends, as when a server is restarted. */
    void cutWatches() {
        List<WebSocket> open = List.copyOf(watches);
        watches.clear();
        open.forEach(each -> each.close(1_001, "going away"));
    }

    /** Every watch of the operator is told that what it has seen last is too long ago. */
    void expireWatches() {
        List<WebSocket> open = List.copyOf(watches);
        watches.clear();
        open.forEach(each -> each.send("{\"type\":\"ERROR\",\"object\":" + status(410, "Expired") + "}"));
    }

    /** What the operator asked for so far. */
    long requests(Predicate<RecordedRequest> which) {
        return requests.stream().filter(which).count();
    }

    static boolean isWatch(RecordedRequest request) {
        return request.getPath().contains("watch=true");
    }

    static boolean isStatus(RecordedRequest request) {
        return request.getMethod().equals("PATCH") && request.getPath().endsWith("/status");
    }

    private static String status(int code, String reason) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + ",\"reason\":\""
                + reason + "\",\"message\":\"trouble: " + reason + "\"}";
    }

    private static MockResponse refusal(int code) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(status(code, "Refused"));
    }

    @Override
    public void close() {
        operator.close();
        people.close();
        server.destroy();
    }

    /** Between the clients and what keeps the resources. */
    private final class Between extends Dispatcher {

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (!OPERATOR.equals(request.getHeader("User-Agent"))) {
                return keeper.dispatch(request);
            }
            requests.add(request);
            Optional<MockResponse> refused = trouble.apply(request);
            if (refused.isPresent()) {
                return refused.get();
            }
            MockResponse served;
            try {
                served = keeper.dispatch(request);
            } catch (JsonPatchException failed) {
                // What keeps the resources gives no answer to a patch whose test fails; API servers do.
                return refusal(422);
            }
            WebSocketListener listener = served.getWebSocketListener();
            return listener == null ? served : served.withWebSocketUpgrade(new Heard(listener));
        }

        @Override
        public void shutdown() {
            keeper.shutdown();
        }
    }

    /** Remembers watches that are open. */
    private final class Heard extends WebSocketListener {

        private final WebSocketListener listener;

        Heard(WebSocketListener listener) {
            this.listener = listener;
        }

        @Override
        public void onBeforeAccept(WebSocket socket, Response response) {
            listener.onBeforeAccept(socket, response);
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            watches.add(socket);
            listener.onOpen(socket, response);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            listener.onMessage(socket, text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            listener.onClosing(socket, code, reason);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            watches.remove(socket);
            listener.onClosed(socket, code, reason);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            watches.remove(socket);
            listener.onFailure(socket, failure, response);
        }
    }
}
