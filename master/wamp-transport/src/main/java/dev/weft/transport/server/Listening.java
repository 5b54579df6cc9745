package dev.weft.transport.server;

import dev.weft.transport.TransportMeter;
import dev.weft.wamp.link.CloseReason;
import java.util.concurrent.CompletionStage;

/** A server that listens. All methods may be called from any thread. */
public interface Listening {

    /** Where it listens, with the port that was bound. */
    ListenAddress address();

    /** The TCP port that was bound; 0 for a Unix domain socket. */
    int port();

    /** Connections that are open, of any state. */
    int connections();

    /** Bytes that wait to be sent on all of them. */
    long queuedBytes();

    /** What it counts. */
    TransportMeter meter();

    /** Accepts no more connections; those that exist live on. Completes when the address is free. */
    CompletionStage<Void> close();

    /** As {@link #close()}, and closes all connections with this reason. Completes when all are gone. */
    CompletionStage<Void> closeAll(CloseReason reason);
}
