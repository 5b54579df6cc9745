/**
 * Http services by path: {@link dev.weft.transport.http.Routes} is the table, an {@link dev.weft.transport.http.HttpService} is
 * what answers at a path. Handlers run on the connection's event loop and must not block. What a service says (files, JSON, node
 * information) is the business of those who write handlers; nothing here knows WAMP but the WebSocket endpoint.
 */
@NullMarked
package dev.weft.transport.http;

import org.jspecify.annotations.NullMarked;
