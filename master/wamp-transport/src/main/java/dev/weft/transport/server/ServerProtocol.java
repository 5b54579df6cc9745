package dev.weft.transport.server;

import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.Routes;
import dev.weft.wamp.link.LinkAcceptor;
import org.jspecify.annotations.Nullable;

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

    /**
     * RawSocket, WebSocket and http on one port, told apart by the first byte and by the request.
     *
     * @param rawSocket null: it is not spoken
     * @param webSockets what upgrades go to
     * @param web what other requests go to, and upgrades that the former has nothing for
     */
    record Universal(@Nullable RawSocket rawSocket, Routes webSockets, Routes web, TransportLimits limits)
            implements ServerProtocol {}

    /** Every byte comes back, for tests of what is between both ends. */
    record StreamEcho(TransportLimits limits) implements ServerProtocol {}
}
