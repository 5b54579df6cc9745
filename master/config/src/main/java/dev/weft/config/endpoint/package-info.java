/** Where to listen and where to connect to: endpoints, TLS, options of WebSocket and RawSocket, cookies. No web services and no authentication. */
@NullMarked
package dev.weft.config.endpoint;

import org.jspecify.annotations.NullMarked;
