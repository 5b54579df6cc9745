package dev.weft.transport.channel;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportMeter;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.SharedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel as a link, and the one place where a connection ends: by us, by the peer, by a breach of the protocol, or by the network.
 * Frame handlers tell it what arrives; all but the methods of {@link Link} run on the channel's loop.
 */
public final class ChannelLink implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelLink.class);

    private static final AttributeKey<ChannelLink> LINK = AttributeKey.valueOf(ChannelLink.class, "link");

    private enum State {
        OPEN,
        /** Our end is closed; what arrives is thrown away. */
        CLOSING,
        CLOSED
    }

    private final Channel channel;
    private final LinkSetup setup;
    private final @Nullable Serializer serializer;
    private final @Nullable Batching batching;
    private final Outbox outbox;
    private final Liveness liveness;
    private volatile boolean closed;
    private volatile boolean paused;

    // Below: only on the loop.
    private State state = State.OPEN;
    private @Nullable LinkHandler handler;
    private @Nullable CloseReason ending;
    private @Nullable Future<?> timeout;
    private final MessageBudget budget;
    private boolean inBatch;
    private int messages;
    private long bytes;
    private final TransportMeter meter;
    private volatile boolean throttled;

    private ChannelLink(Channel channel, LinkSetup setup) {
        this.channel = channel;
        this.setup = setup;
        this.meter = Metering.of(channel);
        this.serializer = setup.use() instanceof LinkUse.Wamp wamp ? wamp.serializer() : null;
        this.batching = serializer == null ? null : serializer.newBatching().orElse(null);
        this.outbox = new Outbox(channel, setup, batching, new Outcomes());
        this.budget = new MessageBudget(setup.limits().messagesPerSecond(), System.nanoTime());
        this.liveness = new Liveness(
                channel.eventLoop(),
                setup.keepalive(),
                payload -> outbox.control(out -> setup.framing().ping(out, payload), payload.length),
                this::onSilence);
    }

    /** Makes the link and hands it to its acceptor. On the loop. */
    static ChannelLink open(Channel channel, LinkSetup setup) {
        ChannelLink link = new ChannelLink(channel, setup);
        channel.attr(LINK).set(link);
        link.liveness.start();
        if (!(setup.use() instanceof LinkUse.Wamp wamp)) {
            return link;
        }
        try {
            link.handler = wamp.acceptor().accept(link);
        } catch (RuntimeException e) {
            LOG.error("{}: a connection could not be taken over", setup.info(), e);
            link.close(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, "internal error"));
        }
        return link;
    }

    /** Closes the link of this channel with a reason; at once, where it has not become one. From any thread. */
    public static void close(Channel channel, CloseReason reason) {
        ChannelLink link = channel.attr(LINK).get();
        if (link == null) {
            channel.close();
        } else {
            link.close(reason);
        }
    }

    /** Bytes that wait to be sent on this channel; 0, where it has not become a link. From any thread. */
    public static long queuedBytes(Channel channel) {
        ChannelLink link = channel.attr(LINK).get();
        return link == null ? 0 : link.queuedBytes();
    }

    @Override
    public void send(Message message) {
        if (!closed) {
            if (message instanceof Abort abort) {
                onAbort(abort);
            }
            outbox.offer(message);
        }
    }

    /** A client's is for its caller to tell. */
    private void onAbort(Abort abort) {
        if (!Metering.isOfServer(channel)) {
            return;
        }
        meter.onAbort(abort, setup.info());
        FailureListener listener = channel.attr(FailureListener.OF_CHANNEL).get();
        if (listener != null && abort.reason().equals(ErrorUri.AUTHENTICATION_FAILED)) {
            listener.onAuthenticationFailed(channel);
        }
    }

    @Override
    public void send(SharedMessage message) {
        if (!closed) {
            outbox.offer(message);
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (!closed) {
            outbox.offer(reason);
            closed = true;
            try {
                channel.eventLoop().execute(this::limitClosing);
            } catch (RejectedExecutionException ended) {
                // The loops have been shut down, and the connection with them.
                return;
            }
        }
    }

    /** With much before it that a slow peer has to read, the reason could take for ever to have its turn. */
    private void limitClosing() {
        if (state == State.OPEN) {
            closeAfter(setup.limits().outboundStall());
        }
    }

    @Override
    public long queuedBytes() {
        return outbox.queuedBytes();
    }

    @Override
    public boolean isFull() {
        return outbox.isFull();
    }

    @Override
    public CompletionStage<Void> writable() {
        return outbox.writable();
    }

    @Override
    public void pause() {
        if (!closed) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (!throttled) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public LinkInfo info() {
        return setup.info();
    }

    /**
     * One whole message arrived, or one whole batch of them.
     *
     * @param opcode of WebSocket
     */
    void onMessage(int opcode, byte[] bytes) {
        Serializer format = serializer;
        if (format == null) {
            echo(opcode, bytes);
        } else if (batching == null) {
            deliver(() -> TextCheck.decode(format, bytes, 0, bytes.length));
        } else {
            try {
                batching.split(
                        bytes, (offset, length) -> deliver(() -> TextCheck.decode(format, bytes, offset, length)));
            } catch (ProtocolViolation e) {
                abort(e);
            }
        }
    }

    private void echo(int opcode, byte[] bytes) {
        if (state != State.OPEN || !(setup.framing() instanceof WebSocketFraming framing) || outbox.isStuck()) {
            return;
        }
        if (opcode == WebSocketFraming.TEXT && !TextCheck.isText(bytes, 0, bytes.length)) {
            throw TextCheck.malformed();
        }
        outbox.control(out -> framing.message(out, opcode, bytes), bytes.length);
    }

    private void deliver(Supplier<Message> message) {
        messages++;
        LinkHandler to = handler;
        if (state != State.OPEN || closed || to == null) {
            return;
        }
        try {
            Message arrived = message.get();
            if (arrived instanceof Welcome) {
                setup.framing().onWelcome(Framing.Direction.RECEIVED);
            }
            to.onMessage(arrived);
        } catch (ProtocolViolation e) {
            abort(e);
        } catch (RuntimeException e) {
            LOG.error("{}: a message could not be handled", setup.info(), e);
            close(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, "internal error"));
        }
    }

    /** A message is broken. */
    private void abort(ProtocolViolation violation) {
        if (closed) {
            return;
        }
        meter.onViolation(violation, setup.info());
        outbox.offer(new Abort(Dict.of("message", violation.getMessage()), violation.uri()));
        close(CloseCodes.reason(violation));
    }

    /** The frames themselves are broken: nothing that follows can be read. */
    void onBrokenFrame(ProtocolViolation violation) {
        if (closed) {
            return;
        }
        meter.onViolation(violation, setup.info());
        if (serializer != null && !setup.framing().hasCloseFrames()) {
            // The peer hears why in the only way that there is.
            outbox.offer(new Abort(Dict.of("message", violation.getMessage()), violation.uri()));
        }
        close(CloseCodes.reason(violation));
    }

    void onPing(byte[] payload) {
        if (state == State.OPEN) {
            outbox.control(out -> setup.framing().pong(out, payload), payload.length);
        }
    }

    /** The peer sent its closing frame: the answer to ours, or the first. */
    void onPeerClose(CloseReason reason) {
        closed = true;
        if (state == State.CLOSING) {
            channel.close();
        } else if (state == State.OPEN) {
            state = State.CLOSING;
            ending = reason;
            CloseReason echo = new CloseReason(reason.kind(), "");
            outbox.control(out -> setup.framing().close(out, echo), 0);
            closeAfter(setup.limits().closeTimeout());
            outbox.flushAll().addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public Object batchesOn() {
        return channel.eventLoop();
    }

    void onReadStarted(Object read) {
        if (!inBatch && handler != null) {
            inBatch = true;
            handler.onBatchBegin();
        }
        bytes += read instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        liveness.heard();
        outbox.readStarted();
    }

    private void endBatch() {
        if (inBatch && handler != null) {
            inBatch = false;
            handler.onBatchEnd();
        }
    }

    void onReadCompleted() {
        endBatch();
        outbox.readCompleted();
        if (bytes > 0) {
            meter.onReceived(serializer == null ? 0 : messages, bytes);
            bytes = 0;
        }
        if (messages > 0) {
            long wait = budget.spend(messages, System.nanoTime());
            messages = 0;
            if (wait > 0 && state == State.OPEN) {
                throttle(wait);
            }
        }
    }

    private void throttle(long nanos) {
        if (!throttled) {
            meter.onReached(
                    TransportBound.MESSAGE_RATE,
                    setup.info(),
                    "read more slowly: more than " + setup.limits().messagesPerSecond() + " messages a second");
            throttled = true;
            channel.config().setAutoRead(false);
            channel.eventLoop().schedule(this::unthrottle, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void unthrottle() {
        throttled = false;
        if (!paused) {
            channel.config().setAutoRead(true);
        }
    }

    void onFailure(Throwable cause) {
        fail(new CloseReason(CloseReason.Kind.LOST, "connection lost: " + cause.getMessage()));
    }

    /** The channel is closed. */
    void onInactive() {
        if (state == State.CLOSED) {
            return;
        }
        // A last record of TLS is read without the end of a read.
        endBatch();
        state = State.CLOSED;
        closed = true;
        liveness.stop();
        outbox.dispose();
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (handler != null) {
            handler.onClosed(reason());
        }
        outbox.release();
    }

    private void onSilence(CloseReason reason) {
        // Who holds the peer back does not hear its answers either.
        if (!paused && !throttled) {
            meter.onReached(TransportBound.PINGS, setup.info(), "closed: " + reason.text());
            fail(reason);
        }
    }

    private CloseReason reason() {
        return ending == null ? new CloseReason(CloseReason.Kind.LOST, "the peer closed the connection") : ending;
    }

    /** Ends it at once: nothing can be said to this peer any more. */
    private void fail(CloseReason reason) {
        closed = true;
        if (ending == null) {
            ending = reason;
        }
        channel.close();
    }

    private void closeAfter(Duration patience) {
        if (timeout != null) {
            timeout.cancel(false);
        }
        if (state != State.CLOSED) {
            timeout = channel.eventLoop().schedule(() -> cut(patience), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cut(Duration patience) {
        meter.onReached(
                TransportBound.CLOSE_TIME,
                setup.info(),
                "cut: the end of the connection took longer than " + patience.toMillis() + " ms");
        channel.close();
    }

    /** Says goodbye behind all that was written, and gives the peer some time to read it. */
    private void finish(CloseReason reason) {
        closed = true;
        if (state != State.OPEN) {
            return;
        }
        state = State.CLOSING;
        ending = reason;
        throttled = false;
        resume();
        Framing framing = setup.framing();
        outbox.control(out -> framing.close(out, reason), WebSocketFraming.MOST_CONTROL_BYTES);
        closeAfter(setup.limits().outboundStall());
        outbox.flushAll().addListener(sent -> {
            if (!sent.isSuccess()) {
                channel.close();
                return;
            }
            if (!framing.hasCloseFrames()) {
                shutdownOutput();
            }
            closeAfter(setup.limits().closeTimeout());
        });
    }

    /** Closing with bytes unread makes the kernel reset the connection, and what we sent last would be lost with it. */
    private void shutdownOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            channel.close();
        }
    }

    private void tellUnsendable(String what, String uri) {
        if (uri.equals(ErrorUri.PAYLOAD_SIZE_EXCEEDED)) {
            // By what the peer announced: it must not fill the log with it.
            meter.onReached(TransportBound.MESSAGE_SIZE, setup.info(), "closed: " + what);
        } else {
            LOG.warn("{}: closed: {}", setup.info(), what);
        }
    }

    /** What the outbox tells. */
    private final class Outcomes implements Outbox.Owner {

        @Override
        public void onUnsendable(Message message, String uri, String text) {
            Unsendable.Instead instead = Unsendable.of(message, uri, text);
            LOG.debug("{}: {} not sent: {}", setup.info(), message.type(), text);
            if (instead instanceof Unsendable.Replace replace) {
                outbox.offer(replace.error());
            } else if (instead instanceof Unsendable.Answer answer) {
                // Not now: the sender may be in the middle of its own bookkeeping for this very request.
                channel.eventLoop().execute(() -> deliver(answer::error));
            } else if (instead instanceof Unsendable.End) {
                tellUnsendable(message.type() + " cannot be sent: " + text, uri);
                close(new CloseReason(CloseReason.Kind.INTERNAL_ERROR, text));
            }
        }

        @Override
        public void onStuck(TransportBound bound, CloseReason reason) {
            meter.onReached(bound, setup.info(), "closed: " + reason.text());
            fail(reason);
        }

        @Override
        public void onCloseDue(CloseReason reason) {
            finish(reason);
        }
    }
}
