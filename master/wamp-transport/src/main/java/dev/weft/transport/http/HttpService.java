package dev.weft.transport.http;

import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkAcceptor;
import java.util.concurrent.CompletionStage;

/** What answers at a path. */
public sealed interface HttpService {

    /**
     * It is no longer at its path, for good; on any thread. What it keeps for clients that would come back to it must end: they cannot.
     * Connections that were upgraded live on by themselves.
     */
    default void onUnmounted(CloseReason reason) {}

    /** Answers requests. */
    @FunctionalInterface
    non-sealed interface RequestHandler extends HttpService {

        /** Runs on the connection's event loop: must not block. A failure, thrown or of the stage, is a 500 and is logged. */
        CompletionStage<HttpResponse> handle(HttpRequest request);

        /** The connection broke before this answer left it. On its event loop too. */
        default void onUndelivered(HttpRequest request, HttpResponse response) {}
    }

    /** Upgrades to WebSocket and sends back what comes, on the pipeline that carries WAMP. The serializers have no meaning. */
    record EchoEndpoint(WebSocketSettings settings) implements HttpService {}

    /** Upgrades to WAMP over WebSocket. */
    record WebSocketEndpoint(WebSocketSettings settings, LinkAcceptor acceptor) implements HttpService {}
}
