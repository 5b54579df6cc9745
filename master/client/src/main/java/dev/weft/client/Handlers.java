package dev.weft.client;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where the handlers of a client run, and how much may wait for them. A handler may wait for calls, also for calls of procedures of the
 * same client and calls with {@link Procedure#onProgress} as long as there is a thread left for what they wait for. With {@link #inOrder}
 * there is none.
 *
 * @param executor null: a small pool of the client's own
 * @param oneByOne true: all handlers of the client one after the other, in the order in which the messages came; false: the events of a
 *     subscription one after the other, calls side by side
 * @param mostWaiting events of a subscription that may wait, and calls that may wait or run until they have their answer, whether or not
 *     somebody still waits for it; with {@code oneByOne}: so many calls, and so many calls and events together that wait
 */
public record Handlers(@Nullable Executor executor, boolean oneByOne, int mostWaiting) {

    private static final int DEFAULT_MOST_WAITING = 1000;

    public Handlers {
        if (mostWaiting < 1) {
            throw new IllegalArgumentException(
                    "the number of messages that may wait is " + mostWaiting + "; it must be at least 1");
        }
    }

    /** On a small pool of the client's own; they may block. */
    public static Handlers pooled() {
        return new Handlers(null, false, DEFAULT_MOST_WAITING);
    }

    /** On this executor, which the client does not shut down; they may block as far as it allows. */
    public static Handlers on(Executor executor) {
        return new Handlers(executor, false, DEFAULT_MOST_WAITING);
    }

    /** On the event loop itself, without a queue: for handlers that never block. */
    public static Handlers onLoop() {
        return new Handlers(Runnable::run, false, DEFAULT_MOST_WAITING);
    }

    /**
     * All handlers one after the other, also those of progressive results and of parts: they need no locks. None runs while one waits:
     * a handler that waits here for a call of a procedure of the same client, or for one with {@link Procedure#onProgress}, whose future
     * completes behind the handlers of its results, waits for ever. It is to give that future, or one made of it, as its result.
     */
    public Handlers inOrder() {
        return new Handlers(executor, true, mostWaiting);
    }

    /** With another bound. */
    public Handlers withMostWaiting(int messages) {
        return new Handlers(executor, oneByOne, messages);
    }
}
