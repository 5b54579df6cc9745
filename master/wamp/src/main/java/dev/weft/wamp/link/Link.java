package dev.weft.wamp.link;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The outbound half of a connection. All methods may be called from any thread; messages of one thread leave in its order.
 * Nothing is sent after {@link #close}. Sending never runs a handler of either end on the calling thread: callers may hold locks.
 */
public interface Link {

    void send(Message message);

    /** As {@link #send(Message)}, for a message that goes to many links: it is encoded once per serializer, not once per link. */
    void send(SharedMessage message);

    /** Sends what is queued, then closes with this reason. Does nothing on a closed link. */
    void close(CloseReason reason);

    /** Bytes that were sent but have not left the process yet. */
    long queuedBytes();

    /** True where so much waits to leave that nothing should be sent but answers. False for links that end instead. */
    default boolean isFull() {
        return false;
    }

    /** Completes when little waits to leave: now, later, or when the link is closed. Never fails. */
    default CompletionStage<Void> writable() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Asks the other end to wait, for a receiver that falls behind. Messages that are under way still arrive; a link that cannot hold
     * its other end back ignores this.
     */
    default void pause() {}

    /** Takes messages again after {@link #pause}. */
    default void resume() {}

    /**
     * The executor on whose thread the handler of this link is called, where no batch ({@link LinkHandler#onBatchBegin}) ever begins
     * while another one or a task of that executor that uses links is under way; null where that cannot be said. To be compared with an
     * executor: here nobody runs anything on it.
     */
    default @Nullable Object batchesOn() {
        return null;
    }

    /** What is known about the other end and the way to it. */
    LinkInfo info();
}
