package dev.weft.transport.longpoll;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.channel.Unsendable;
import dev.weft.transport.http.HttpResponse;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.SharedMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of long polls as a link. What its methods are asked to do, its loop does, in order. */
final class PollLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(PollLink.class);

    /** Requests that wait for the link to be resumed. */
    private static final int MOST_HELD = 16;

    private final LongPollSettings settings;
    private final Serializer serializer;
    private final @Nullable Batching batching;
    private final ScheduledExecutorService loop;
    private final TransportMeter meter;
    private final LinkInfo info;
    private final Host host;
    private volatile boolean closed;
    private volatile long queuedBytes;

    // Below: only on the loop.
    private final PollQueue queue;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private @Nullable LinkHandler handler;
    private @Nullable CompletableFuture<HttpResponse> waiting;
    private @Nullable Future<?> timeout;
    private @Nullable CloseReason ending;
    private boolean paused;
    private boolean over;
    private boolean forgotten;

    /**
     * What it shares with the other sessions of its service, and how it tells it of its end.
     *
     * @param loop of this session
     */
    record Place(LongPollSettings settings, ScheduledExecutorService loop, TransportMeter meter, Host host) {}

    /** The service of a session. */
    interface Host {

        /** The session is over. Called once. */
        void onOver();

        /** Nobody is to ask for it any more; after {@link #onOver}. Called once. */
        void onForgotten();

        /** Whether sessions that are over may be known for a while. */
        boolean hasRoom();
    }

    PollLink(Place place, Serializer serializer, LinkInfo info) {
        this.settings = place.settings();
        this.serializer = serializer;
        this.batching = serializer.newBatching().orElse(null);
        this.loop = place.loop();
        this.meter = place.meter();
        this.info = info;
        this.host = place.host();
        this.queue = new PollQueue(settings, batching);
    }

    /** Hands itself to its acceptor. On the loop, before anything else. */
    void begin(LinkAcceptor acceptor) {
        awaitPoll();
        try {
            handler = acceptor.accept(this);
        } catch (RuntimeException e) {
            LOG.error("{}: a session could not be taken over", info, e);
            end(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, "internal error"));
        }
    }

    @Override
    public void send(Message message) {
        if (message instanceof Abort abort && !closed) {
            meter.onAbort(abort, info);
        }
        later(() -> push(message, null));
    }

    @Override
    public void send(SharedMessage message) {
        later(() -> push(message.message(), message));
    }

    @Override
    public void close(CloseReason reason) {
        later(() -> finish(reason));
        closed = true;
    }

    @Override
    public long queuedBytes() {
        return queuedBytes;
    }

    @Override
    public void pause() {
        later(() -> paused = true);
    }

    @Override
    public void resume() {
        later(() -> {
            paused = false;
            while (!paused && !held.isEmpty()) {
                held.remove().run();
            }
        });
    }

    @Override
    public LinkInfo info() {
        return info;
    }

    /** Asks for messages. Of two requests that wait the later one counts: the earlier one's client has given up. */
    void onReceive(CompletableFuture<HttpResponse> answer) {
        run(answer, PollAnswers.gone(), () -> {
            answerWaiting(PollAnswers.nothing());
            waiting = answer;
            if (!deliver()) {
                restartTimeout(settings.requestTimeout().toMillis(), () -> answerWaiting(PollAnswers.nothing()));
            }
        });
    }

    /** Brings messages. Those that the end of the session has overtaken are taken and dropped, as on any other link. */
    void onSend(byte[] body, CompletableFuture<HttpResponse> answer) {
        run(answer, PollAnswers.nothing(), () -> {
            if (!paused) {
                take(body, answer);
            } else if (held.size() < MOST_HELD) {
                held.add(() -> take(body, answer));
            } else {
                answer.complete(HttpResponse.text(429, "Too many requests wait already.\n"));
            }
        });
    }

    void onPeerClose(CompletableFuture<HttpResponse> answer) {
        onLoop(answer, () -> {
            end(CloseReason.normal());
            answer.complete(PollAnswers.nothing());
        });
    }

    /** Its path is gone: it can be polled no more. */
    void onUnmounted(CloseReason reason) {
        try {
            loop.execute(() -> end(reason));
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    /** A message did not reach its reader: what follows it would make no sense. */
    void onUndelivered() {
        loop.execute(() -> end(new CloseReason(CloseReason.Kind.LOST, "the connection of a poll was lost")));
    }

    private void run(CompletableFuture<HttpResponse> answer, HttpResponse whenOver, Runnable task) {
        onLoop(answer, () -> {
            if (over) {
                answer.complete(whenOver);
            } else {
                task.run();
            }
        });
    }

    private void onLoop(CompletableFuture<HttpResponse> answer, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            answer.complete(PollAnswers.gone());
        }
    }

    private void later(Runnable task) {
        if (closed) {
            return;
        }
        try {
            loop.execute(() -> {
                if (!over) {
                    task.run();
                }
            });
        } catch (RejectedExecutionException e) {
            // The loops have been shut down, and all that lives on them with them.
            closed = true;
        }
    }

    private void take(byte[] body, CompletableFuture<HttpResponse> answer) {
        if (ending != null) {
            answer.complete(PollAnswers.nothing());
            return;
        }
        meter.onReceived(0, body.length);
        try {
            if (batching == null) {
                onMessage(serializer.decode(body, 0, body.length));
            } else {
                batching.split(body, (offset, length) -> onMessage(serializer.decode(body, offset, length)));
            }
            answer.complete(PollAnswers.nothing());
        } catch (ProtocolViolation e) {
            meter.onViolation(e, info);
            push(new Abort(Dict.of("message", e.getMessage()), e.uri()), null);
            finish(new CloseReason(CloseReason.Kind.PROTOCOL_ERROR, e.getMessage()));
            answer.complete(PollAnswers.bad(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{}: a message could not be handled", info, e);
            finish(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, "internal error"));
            answer.complete(HttpResponse.text(500, "Internal error.\n"));
        }
    }

    /** Ends the session when what is queued has been polled. What comes from now on, be it at once, is not read any more. */
    private void finish(CloseReason reason) {
        closed = true;
        if (ending == null && !over) {
            ending = reason;
            if (queue.isEmpty()) {
                endKnown();
            } else {
                awaitPoll();
            }
        }
    }

    private void onMessage(Message message) {
        meter.onReceived(1, 0);
        if (handler != null && ending == null && !over) {
            handler.onMessage(message);
        }
    }

    private void push(Message message, @Nullable SharedMessage shared) {
        byte[] bytes;
        try {
            bytes = shared == null
                    ? serializer.encode(message)
                    : shared.encoded(serializer).array();
        } catch (Unencodable e) {
            onUnsendable(Unsendable.of(message, ErrorUri.INVALID_ARGUMENT, e.getMessage()), e.getMessage());
            return;
        }
        if (!queue.add(bytes)) {
            meter.onReached(
                    TransportBound.POLL_QUEUE,
                    info,
                    "closed: the client does not poll, " + queue.bytes() + " bytes are queued");
            end(new CloseReason(CloseReason.Kind.POLICY, "the client does not poll: its queue is full"));
            return;
        }
        meter.onSent(1, bytes.length);
        deliver();
        queuedBytes = queue.bytes();
    }

    private void onUnsendable(Unsendable.Instead instead, String text) {
        if (instead instanceof Unsendable.Replace replace) {
            push(replace.error(), null);
        } else if (instead instanceof Unsendable.Answer answer) {
            later(() -> onMessage(answer.error()));
        } else if (instead instanceof Unsendable.End) {
            LOG.warn("{}: closed: {}", info, text);
            close(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, text));
        }
    }

    /** Answers the request that waits, if there is one, with what is queued; true if it did. */
    private boolean deliver() {
        if (waiting == null || queue.isEmpty()) {
            return false;
        }
        byte[] body = queue.take();
        queuedBytes = queue.bytes();
        answerWaiting(HttpResponse.of(200, PollQueue.contentType(serializer), body));
        if (ending != null && queue.isEmpty()) {
            endKnown();
        }
        return true;
    }

    private void answerWaiting(HttpResponse response) {
        CompletableFuture<HttpResponse> answer = waiting;
        if (answer != null) {
            waiting = null;
            answer.complete(response);
            awaitPoll();
        }
    }

    /** From now on the client is expected to poll; one whose session has ended, to fetch at once what was said last. */
    private void awaitPoll() {
        Duration patience = ending == null ? settings.sessionTimeout() : settings.lastPollTimeout();
        restartTimeout(patience.toMillis(), () -> {
            String what = "the client has not polled for " + patience.toSeconds() + " s";
            if (ending == null) {
                meter.onReached(TransportBound.POLL_TIME, info, "closed: " + what);
            }
            end(new CloseReason(CloseReason.Kind.LOST, what));
        });
    }

    private void restartTimeout(long millis, Runnable then) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        timeout = loop.schedule(then, millis, TimeUnit.MILLISECONDS);
    }

    private void end(CloseReason reason) {
        settle(reason);
        forget();
    }

    /**
     * Ends a session whose client has all there was to say. It is still known for a while, so that its client can close it, and that what
     * it sent meanwhile does not look as if it had failed.
     */
    private void endKnown() {
        settle(CloseReason.normal());
        if (!host.hasRoom()) {
            forget();
            return;
        }
        restartTimeout(settings.lastPollTimeout().toMillis(), this::forget);
    }

    private void forget() {
        if (!forgotten) {
            forgotten = true;
            host.onForgotten();
        }
    }

    private void settle(CloseReason reason) {
        if (over) {
            return;
        }
        over = true;
        closed = true;
        if (waiting != null) {
            waiting.complete(PollAnswers.gone());
            waiting = null;
        }
        while (!held.isEmpty()) {
            held.remove().run();
        }
        if (timeout != null) {
            timeout.cancel(false);
        }
        queue.clear();
        queuedBytes = 0;
        host.onOver();
        if (handler != null) {
            handler.onClosed(ending == null ? reason : ending);
        }
    }
}
