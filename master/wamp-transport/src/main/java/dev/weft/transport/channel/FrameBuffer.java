package dev.weft.transport.channel;

import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers frames in one buffer, and gives it to the channel when it is full or flushed: one system call for many. Loop-confined. */
final class FrameBuffer {

    /** Of one buffer, but for a frame that is larger. */
    static final int MOST_BYTES = 64 << 10;

    private static final int LEAST_BYTES = 256;

    /** So much is flushed before the end of the turn: far less than what a session may have queued. */
    private static final int MOST_PASSED_BYTES = 256 << 10;

    private final Channel channel;
    private final Framing framing;
    private final Owner owner;
    private @Nullable ByteBuf batch;
    private int lastBytes = LEAST_BYTES;

    /** What the channel has of us that is not flushed. */
    private int passedBytes;

    /** Who counts. */
    interface Owner {

        /** So many bytes more are to leave. */
        void onAdded(int bytes);

        /** A buffer of so many bytes goes to the channel; the listener hears when they have left. */
        ChannelFutureListener onPassed(int bytes);

        /** The channel writes what it has. */
        void onFlushed();
    }

    FrameBuffer(Channel channel, Framing framing, Owner owner) {
        this.channel = channel;
        this.framing = framing;
        this.owner = owner;
    }

    /** @param payloadBytes of the frame, at most */
    void control(Consumer<ByteBuf> frame, int payloadBytes) {
        ByteBuf out = room(payloadBytes + framing.overhead());
        int start = out.writerIndex();
        frame.accept(out);
        owner.onAdded(out.writerIndex() - start);
    }

    void message(EncodedMessage payload) {
        ByteBuf out = room(payload.size() + framing.overhead());
        int start = out.writerIndex();
        framing.message(out, payload);
        owner.onAdded(out.writerIndex() - start);
    }

    /** As {@link #message}, for one that goes to others too: a large one is not copied for each. */
    void shared(EncodedMessage payload) {
        if (payload.size() < SharedBuffer.LEAST_BYTES || !framing.isPlain()) {
            message(payload);
            return;
        }
        // First what may fail: a head without its payload would be the end of the stream.
        ByteBuf body = SharedBuffer.of(payload, channel);
        if (batch == null) {
            batch = channel.alloc().directBuffer(framing.overhead());
        }
        ByteBuf head = room(framing.overhead());
        int start = head.writerIndex();
        framing.head(head, payload.size());
        owner.onAdded(head.writerIndex() - start + payload.size());
        passBatch(head);
        pass(body);
    }

    void flush() {
        ByteBuf out = batch;
        if (out != null) {
            passBatch(out);
        }
        if (passedBytes > 0) {
            flushPassed();
        }
    }

    /** As {@link #flush()}; the future is the end of all that was added. */
    ChannelFuture flushLast() {
        ByteBuf last = batch;
        batch = null;
        passedBytes = 0;
        ByteBuf out = last == null ? Unpooled.EMPTY_BUFFER : last;
        ChannelFutureListener left = owner.onPassed(out.readableBytes());
        return channel.writeAndFlush(out).addListener(left);
    }

    /** The channel is gone. */
    void release() {
        if (batch != null) {
            batch.release();
            batch = null;
        }
    }

    /** The buffer to put the next frame into. */
    private ByteBuf room(int bytes) {
        ByteBuf current = batch;
        if (current != null && current.readableBytes() + bytes > MOST_BYTES) {
            passBatch(current);
            current = null;
        }
        if (current == null) {
            current = channel.alloc().directBuffer(Math.max(bytes, lastBytes));
            batch = current;
        }
        return current;
    }

    private void passBatch(ByteBuf out) {
        // First, as writing may run what comes next.
        batch = null;
        lastBytes = Math.min(Math.max(out.readableBytes(), LEAST_BYTES), MOST_BYTES);
        pass(out);
    }

    /** Gives a buffer to the channel, which is flushed when that is worth it, or at the end of the turn. */
    private void pass(ByteBuf out) {
        int bytes = out.readableBytes();
        channel.write(out).addListener(owner.onPassed(bytes));
        passedBytes += bytes;
        if (passedBytes >= MOST_PASSED_BYTES) {
            // Who sends a lot in one turn must not find that nobody reads what has not even left.
            flushPassed();
        }
    }

    private void flushPassed() {
        passedBytes = 0;
        channel.flush();
        owner.onFlushed();
    }
}
