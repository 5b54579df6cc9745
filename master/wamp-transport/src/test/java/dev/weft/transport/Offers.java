package dev.weft.transport;

import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.serializer.Serializers;
import java.util.concurrent.CompletableFuture;

/** The usual server protocols of tests: all serializers, default limits. */
public final class Offers {

    private Offers() {}

    public static ServerProtocol webSocket(LinkAcceptor acceptor) {
        return new ServerProtocol.WebSocket(WebSocketSettings.of(Serializers.ofWebSocket()), acceptor);
    }

    public static ServerProtocol rawSocket(LinkAcceptor acceptor) {
        return new ServerProtocol.RawSocket(RawSocketSettings.of(Serializers.all()), acceptor);
    }

    /** WAMP at {@code /ws}, and raw sockets. */
    public static ServerProtocol universal(LinkAcceptor acceptor) {
        Routes webSockets = new Routes();
        webSockets.put(
                "ws", new HttpService.WebSocketEndpoint(WebSocketSettings.of(Serializers.ofWebSocket()), acceptor));
        Routes web = new Routes();
        web.put("/", (HttpService.RequestHandler)
                request -> CompletableFuture.completedFuture(HttpResponse.text(200, "a page")));
        return new ServerProtocol.Universal(
                new ServerProtocol.RawSocket(RawSocketSettings.of(Serializers.all()), acceptor),
                webSockets,
                web,
                TransportLimits.defaults());
    }

    /** WAMP at {@code /ws}. */
    public static ServerProtocol web(LinkAcceptor acceptor) {
        Routes routes = new Routes();
        routes.put("ws", new HttpService.WebSocketEndpoint(WebSocketSettings.of(Serializers.ofWebSocket()), acceptor));
        return new ServerProtocol.Web(routes, TransportLimits.defaults());
    }
}
