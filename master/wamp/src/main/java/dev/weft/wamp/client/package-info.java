/**
 * A session as its owner sees it: call, register, publish, subscribe. The same interface for a session over the network
 * ({@code dev.weft.transport}) and for one inside the router's process ({@code dev.weft.router}); the request bookkeeping that both
 * need is {@code ClientSession}, which runs over any {@link dev.weft.wamp.link.Link}.
 */
@NullMarked
package dev.weft.wamp.client;

import org.jspecify.annotations.NullMarked;
