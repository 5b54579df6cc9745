package dev.weft.transport.server;

import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.Routes;
import dev.weft.wamp.link.LinkAcceptor;

/** What is spoken at an address. */
public sealed interface ServerProtocol {

    /** Connections, headers and timeouts of this server. */
    TransportLimits limits();

    /** WAMP over WebSocket, on every path. */
    record WebSocket(WebSocketSettings settings, LinkAcceptor acceptor) implements ServerProtocol {

        @Override
        public TransportLimits limits() {
            return settings.limits();
        }
    }

    /** WAMP over RawSocket. */
    record RawSocket(RawSocketSettings settings, LinkAcceptor acceptor) implements ServerProtocol {

        @Override
        public TransportLimits limits() {
            return settings.limits();
        }
    }

    /** Http; paths and what serves them are looked up for each request, so that they can change while the server runs. */
    record Web(Routes routes, TransportLimits limits) implements ServerProtocol {}
}
