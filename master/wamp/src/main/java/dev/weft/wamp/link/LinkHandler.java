package dev.weft.wamp.link;

import dev.weft.wamp.message.Message;

/** The inbound half of a connection. Called by one thread at a time, in the order of arrival; never after {@link #onClosed}. */
public interface LinkHandler {

    /** Messages come that were read together, one after the other on this thread, until {@link #onBatchEnd}. Not every link tells. */
    default void onBatchBegin() {}

    /** The batch that has begun is over; batches do not nest, and none is open at {@link #onClosed}. */
    default void onBatchEnd() {}

    void onMessage(Message message);

    /** The connection is gone, by either side. Called exactly once. */
    void onClosed(CloseReason reason);
}
