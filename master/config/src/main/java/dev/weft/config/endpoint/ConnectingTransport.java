package dev.weft.config.endpoint;

import dev.weft.config.schema.Discriminator;
import org.jspecify.annotations.Nullable;

/** How a component, a link, a proxy connection or a node's uplink connects. */
@Discriminator("type")
public sealed interface ConnectingTransport permits ConnectingWebSocket, ConnectingRawSocket {

    ConnectingEndpoint endpoint();

    @Nullable
    String url();
}
