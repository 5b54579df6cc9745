package dev.weft.config.transport;

import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.schema.Discriminator;
import org.jspecify.annotations.Nullable;

/** A listening transport of a router or proxy worker. */
@Discriminator("type")
public sealed interface Transport
        permits WebSocketTransport,
                RawSocketTransport,
                WebTransport,
                UniversalTransport,
                MqttTransport,
                FlashPolicyTransport,
                WebSocketTesteeTransport,
                StreamTesteeTransport {

    /** The id that a configuration file gives the transport; null where it gives none. */
    @Nullable
    String id();

    ListeningEndpoint endpoint();

    /** What it puts up with from its peers. */
    TransportBounds limits();
}
