package dev.weft.client;

import dev.weft.transport.client.SessionListener;

/**
 * Hears what happens to a {@link Client}. What it hears of sessions comes one call at a time, on the client's event loop; the methods
 * here are called on any thread, several at once, also beside those. Must not block.
 */
public interface ClientListener extends SessionListener {

    /**
     * A handler fell behind and its queue was full: an event or a progressive result was dropped, or a call answered with {@code
     * wamp.error.unavailable}.
     *
     * @param uri the topic or procedure
     */
    default void onDropped(String uri) {}

    /**
     * A handler threw what nobody else can be told.
     *
     * @param uri the topic or procedure
     */
    default void onHandlerFailed(String uri, Throwable failure) {}
}
