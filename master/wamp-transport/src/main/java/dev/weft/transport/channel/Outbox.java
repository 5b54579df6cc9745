package dev.weft.transport.channel;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.EncodedMessage;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.SharedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits to leave by one channel. Any thread may {@link #offer}; encoding and writing happen on the channel's loop, so that
 * recipients on several loops are served side by side. What is written is flushed at the end of a turn of the loop, or where it has become
 * much.
 */
final class Outbox implements FrameBuffer.Owner {

    /** What a message that is not encoded yet counts for. */
    private static final int GUESSED_BYTES = 128;

    private static final int MOST_MESSAGE_BYTES = 1 << 24;

    private static final VarHandle UNSENT;

    static {
        try {
            UNSENT = MethodHandles.lookup().findVarHandle(Outbox.class, "unsentBytes", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Who is told, on the loop. */
    interface Owner {

        /** The peer cannot take this message, or it cannot be encoded. */
        void onUnsendable(Message message, String uri, String text);

        /** The peer does not read. */
        void onStuck(TransportBound bound, CloseReason reason);

        /** All that was offered before this reason has been written. */
        void onCloseDue(CloseReason reason);
    }

    private final Channel channel;
    private final EventLoop loop;
    private final @Nullable Serializer serializer;
    private final Framing framing;
    private final TransportLimits limits;
    private final Owner owner;
    private final TransportMeter meter;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainDue = new AtomicBoolean();

    /** Of what is in the queue; what has been written counts as {@link #unsentBytes}. */
    private final AtomicLong offeredBytes = new AtomicLong();

    private final boolean waits;
    private final long little;
    private final Writability writability;
    private final Runnable draining = this::drain;
    private final Runnable flushing = this::flush;

    // Below: only on the loop.
    private final @Nullable BatchFrame shared;
    private final FrameBuffer frames;
    private boolean reading;
    private boolean flushDue;
    private boolean disposed;
    private boolean finished;
    private boolean welcomed;
    private boolean stallWatched;

    /** Written by the loop only, so that it needs no locked instruction for each message; read by any thread. */
    private volatile long unsentBytes;

    private int messages;
    private long progress;
    private long progressSeen;

    /** A message that was encoded when it was offered, so that what waits is counted as what it is. */
    private record Prepared(Object item, byte[] bytes) {}

    /** @param batching how messages share frames; null: each has its own */
    Outbox(Channel channel, LinkSetup setup, @Nullable Batching batching, Owner owner) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.serializer = setup.use() instanceof LinkUse.Wamp wamp ? wamp.serializer() : null;
        this.framing = setup.framing();
        this.limits = setup.limits();
        this.meter = Metering.of(channel);
        this.owner = owner;
        this.waits = setup.slowPeer() == SlowPeer.WAIT;
        this.little = limits.outboundBytes() / 4;
        this.writability = new Writability(this::queuedBytes, little, loop);
        this.frames = new FrameBuffer(channel, framing, this);
        this.shared = batching == null
                ? null
                : new BatchFrame(batching, Math.min(FrameBuffer.MOST_BYTES, limits.frameBytes()));
    }

    /** A {@link Message}, a {@link SharedMessage} or a {@link CloseReason}. */
    void offer(Object item) {
        boolean onLoop = loop.inEventLoop();
        if (onLoop && queue.isEmpty() && !isHeld()) {
            write(item);
            requestFlush();
            return;
        }
        Object queued = waits ? prepared(item) : item;
        offeredBytes.addAndGet(weight(queued));
        queue.add(queued);
        if (onLoop) {
            drain();
        } else if (drainDue.compareAndSet(false, true)) {
            try {
                loop.execute(draining);
            } catch (RejectedExecutionException e) {
                // The loops have been shut down: the connection is gone, and who waits for it hears that from the
                // channel.
                queue.clear();
            }
        }
    }

    long queuedBytes() {
        // In this order, what moves from one to the other meanwhile is missed, and never counted twice.
        long unsent = unsentBytes;
        return Math.max(0, offeredBytes.get() + unsent);
    }

    /** From any thread. */
    boolean isFull() {
        return waits && queuedBytes() > limits.outboundBytes();
    }

    /** From any thread. */
    CompletionStage<Void> writable() {
        return writability.await();
    }

    /** Where the peer is waited for, and does not take what has been written: the rest stays in the queue. On the loop. */
    private boolean isHeld() {
        return waits && unsentBytes > little;
    }

    /** What cannot be encoded stays as it is: its owner is told on the loop. */
    private Object prepared(Object item) {
        if (item instanceof CloseReason) {
            return item;
        }
        try (EncodedMessage encoded = encoded(item)) {
            return new Prepared(item, encoded.toByteArray());
        } catch (Unencodable e) {
            return item;
        }
    }

    private static int weight(Object queued) {
        return queued instanceof Prepared prepared ? prepared.bytes().length : GUESSED_BYTES;
    }

    /** Between this and {@link #readCompleted()} only much is flushed. */
    void readStarted() {
        reading = true;
    }

    void readCompleted() {
        reading = false;
        flush();
    }

    /** Adds a frame that holds no message of WAMP behind what has been written. */
    void control(Consumer<ByteBuf> frame, int payloadBytes) {
        if (disposed) {
            return;
        }
        endShared();
        frames.control(frame, payloadBytes);
        requestFlush();
    }

    /** Writes and flushes everything gathered; the future is the end of it. */
    ChannelFuture flushAll() {
        flushDue = false;
        endShared();
        return frames.flushLast();
    }

    /** The channel is gone. */
    void dispose() {
        disposed = true;
        if (shared != null) {
            shared.clear();
        }
        queue.clear();
        offeredBytes.set(0);
        unsent(-unsentBytes);
        framing.dispose();
        frames.release();
    }

    /** Nobody waits for a channel that is gone. After its handler has heard of it: who is told may send at once. */
    void release() {
        writability.tell();
    }

    private void drain() {
        drainDue.set(false);
        Object item;
        while (!isHeld() && (item = queue.poll()) != null) {
            offeredBytes.addAndGet(-weight(item));
            write(item);
        }
        if (!reading) {
            flush();
        }
        // What could not be sent is not queued any more, either.
        writability.tell();
    }

    private void write(Object item) {
        if (disposed || finished) {
            return;
        }
        if (item instanceof CloseReason reason) {
            finished = true;
            owner.onCloseDue(reason);
            return;
        }
        int size;
        try (EncodedMessage encoded = encoded(item)) {
            size = encoded.size();
            if (size <= framing.peerMost()) {
                append(item, encoded);
            }
        } catch (Unencodable e) {
            owner.onUnsendable(message(item), ErrorUri.INVALID_ARGUMENT, e.getMessage());
            return;
        }
        if (size > framing.peerMost()) {
            owner.onUnsendable(
                    message(item),
                    ErrorUri.PAYLOAD_SIZE_EXCEEDED,
                    "the message has " + size + " bytes; its receiver accepts " + framing.peerMost());
            return;
        }
        if (!welcomed && item instanceof Welcome) {
            welcomed = true;
            endShared();
            framing.onWelcome(Framing.Direction.SENT);
        }
    }

    private EncodedMessage encoded(Object item) {
        if (item instanceof Prepared prepared) {
            return EncodedMessage.of(prepared.bytes());
        }
        Serializer format = Objects.requireNonNull(serializer, "this link does not carry messages");
        return item instanceof SharedMessage several ? several.encoded(format) : format.write((Message) item);
    }

    private static Message message(Object item) {
        if (item instanceof Prepared prepared) {
            return message(prepared.item());
        }
        return item instanceof SharedMessage shared ? shared.message() : (Message) item;
    }

    private void append(Object item, EncodedMessage message) {
        if (isStuck()) {
            return;
        }
        messages++;
        if (shared != null) {
            byte[] part = message.array();
            if (!shared.takes(part)) {
                endShared();
            }
            shared.add(part);
        } else if (item instanceof SharedMessage) {
            frames.shared(message);
        } else {
            frames.message(message);
        }
    }

    /** True where so much is queued that nothing more is taken; the owner has been told. */
    boolean isStuck() {
        long before = queuedBytes();
        // Senders that wait stop at the bound by themselves, but for answers, and after one message that goes beyond
        // it.
        long most = waits ? 2 * limits.outboundBytes() + MOST_MESSAGE_BYTES : limits.outboundBytes();
        if (before > most) {
            owner.onStuck(
                    TransportBound.OUTBOUND_BYTES,
                    new CloseReason(
                            CloseReason.Kind.POLICY,
                            "the peer does not read: " + before + " bytes are queued, " + most + " may be"));
            return true;
        }
        return false;
    }

    /** Ends the frame that messages have been gathered in. */
    private void endShared() {
        if (shared != null && !shared.isEmpty() && !disposed) {
            frames.message(EncodedMessage.of(shared.take()));
        }
    }

    private void requestFlush() {
        if (!reading && !flushDue && !disposed) {
            flushDue = true;
            loop.execute(flushing);
        }
    }

    private void flush() {
        flushDue = false;
        endShared();
        if (!disposed) {
            frames.flush();
        }
    }

    @Override
    public void onFlushed() {
        if (queuedBytes() > 0 && !stallWatched) {
            stallWatched = true;
            watchStall();
        }
    }

    @Override
    public void onAdded(int bytes) {
        unsent(bytes);
    }

    @Override
    public ChannelFutureListener onPassed(int bytes) {
        if (bytes > 0) {
            meter.onSent(messages, bytes);
            messages = 0;
        }
        return f -> {
            progress++;
            unsent(-bytes);
            if (!f.isSuccess()) {
                // The channel is being closed: see release.
                return;
            }
            writability.tell();
            if (waits && !isHeld() && !queue.isEmpty() && drainDue.compareAndSet(false, true)) {
                loop.execute(draining);
            }
        };
    }

    private void unsent(long more) {
        UNSENT.setRelease(this, unsentBytes + more);
    }

    private void watchStall() {
        progressSeen = progressNow();
        loop.schedule(this::checkStall, limits.outboundStall().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void checkStall() {
        if (disposed || queuedBytes() == 0) {
            stallWatched = false;
        } else if (progressNow() != progressSeen) {
            watchStall();
        } else {
            owner.onStuck(
                    TransportBound.OUTBOUND_STALL,
                    new CloseReason(
                            CloseReason.Kind.POLICY,
                            "the peer does not read: no byte left within "
                                    + limits.outboundStall().toMillis() + " ms"));
        }
    }

    /** Changes whenever a byte leaves: buffers written, and what is out of the one being written. */
    private long progressNow() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return progress * 31 + (buffer == null ? 0 : buffer.currentProgress());
    }
}
