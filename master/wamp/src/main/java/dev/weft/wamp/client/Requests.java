package dev.weft.wamp.client;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a session sends, and its requests that wait for their answers. Ids count from 1 and leave in their order, and nothing
 * leaves after GOODBYE, as WAMP asks: one lock, held while a message is handed to the link.
 */
final class Requests {

    private final Link link;
    private final int limit;
    private final Map<Long, Request> waiting = new ConcurrentHashMap<>();
    private final Object order = new Object();

    private volatile long last;

    /** Why nothing more is sent; null while the session is open. Written under the lock. */
    private volatile @Nullable SessionClosed over;

    /** A request that waits. Never called under the lock. */
    interface Request {

        MessageType type();

        /** The answer, of whichever type belongs to the request. */
        void answered(Message answer);

        void failed(RuntimeException failure);
    }

    Requests(Link link, int limit) {
        this.link = link;
        this.limit = limit;
    }

    /**
     * Sends a request that asks for no answer. The stage completes when more can be sent; it fails where the session is over or the
     * link is full.
     */
    CompletionStage<Void> send(LongFunction<Message> message) {
        synchronized (order) {
            RuntimeException refusal = closedOrFull();
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            link.send(message.apply(nextId()));
        }
        return link.writable();
    }

    /** As {@link #send(LongFunction)}, for a further message of a request that waits; fails where it has its answer. */
    CompletionStage<Void> again(long id, Message message) {
        return isWaiting(id)
                ? offer(message)
                : CompletableFuture.failedFuture(
                        over != null
                                ? over
                                : ApplicationError.of(ErrorUri.CANCELED, "the call has its answer already"));
    }

    /** As {@link #send(LongFunction)}, for what has no request id of this session and could be left out. */
    CompletionStage<Void> offer(Message message) {
        synchronized (order) {
            RuntimeException refusal = closedOrFull();
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            link.send(message);
        }
        return link.writable();
    }

    /** Sends what has no request id of this session. Does nothing where the session is over. */
    void reply(Message message) {
        synchronized (order) {
            if (over == null) {
                link.send(message);
            }
        }
    }

    /** Sends a request and remembers it. The id; 0 where the request was failed instead. */
    long send(LongFunction<Message> message, Request request) {
        RuntimeException failure;
        synchronized (order) {
            failure = refusal();
            if (failure == null) {
                long id = nextId();
                waiting.put(id, request);
                try {
                    link.send(message.apply(id));
                    return id;
                } catch (RuntimeException unsent) {
                    waiting.remove(id);
                    failure = unsent;
                }
            }
        }
        request.failed(failure);
        return 0;
    }

    private @Nullable RuntimeException refusal() {
        return waiting.size() < limit || over != null
                ? closedOrFull()
                : ApplicationError.of(
                        ErrorUri.UNAVAILABLE, "more than " + limit + " requests of this session wait for an answer");
    }

    private @Nullable RuntimeException closedOrFull() {
        if (over != null || !link.isFull()) {
            return over;
        }
        return ApplicationError.of(
                ErrorUri.UNAVAILABLE,
                link.queuedBytes() + " bytes wait to leave by this connection: send the next message when the stage of"
                        + " the one before it has completed");
    }

    boolean isWaiting(long id) {
        return waiting.containsKey(id);
    }

    /**
     * Takes the request that this id answers; null where it was given up before the answer came.
     *
     * @throws ProtocolViolation where this session never sent such a request
     */
    @Nullable
    Request take(long id, MessageType type) {
        Request request = find(id, type);
        return request != null && waiting.remove(id, request) ? request : null;
    }

    /** As {@link #take}, for an answer that is not the last. */
    @Nullable
    Request find(long id, MessageType type) {
        Request request = waiting.get(id);
        boolean unknown = request == null ? id > last : request.type() != type;
        if (unknown) {
            throw ProtocolViolation.of("an answer to " + type + " " + id + ", which was not asked");
        }
        return request;
    }

    /** Gives a request up. False where its answer came first. */
    boolean forget(long id) {
        return waiting.remove(id) != null;
    }

    /** Sends the last message, where there is one, and nothing afterwards. False where the session was over already. */
    boolean finish(SessionClosed reason, @Nullable Message lastMessage) {
        synchronized (order) {
            if (over != null) {
                return false;
            }
            over = reason;
            if (lastMessage != null) {
                link.send(lastMessage);
            }
            return true;
        }
    }

    /** Why the session is over; null while it is open. */
    @Nullable
    SessionClosed over() {
        return over;
    }

    void failAll(RuntimeException failure) {
        for (Long id : List.copyOf(waiting.keySet())) {
            Request request = waiting.remove(id);
            if (request != null) {
                request.failed(failure);
            }
        }
    }

    private long nextId() {
        last = last == Limits.MAX_ID ? 1 : last + 1;
        return last;
    }
}
