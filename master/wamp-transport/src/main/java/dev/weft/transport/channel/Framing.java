package dev.weft.transport.channel;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;

/** How one protocol wraps what goes out. Loop-confined. */
public interface Framing {

    /** What a frame adds to its payload, at most. */
    int overhead();

    /** The largest message that the peer accepts, in bytes. */
    long peerMost();

    void message(ByteBuf out, EncodedMessage payload);

    /** True where a frame is a head and its payload as it is. */
    boolean isPlain();

    /** The head of a frame for a message of so many bytes, which follow as they are: where {@link #isPlain}. */
    void head(ByteBuf out, int length);

    void ping(ByteBuf out, byte[] payload);

    void pong(ByteBuf out, byte[] payload);

    /** The frame that announces the end; nothing where the protocol has none. */
    void close(ByteBuf out, CloseReason reason);

    /** A WELCOME was sent, or it came: there is a session. */
    default void onWelcome(Direction direction) {}

    /** The channel is gone. */
    default void dispose() {}

    /** Of a message, as seen from this end. */
    enum Direction {
        SENT,
        RECEIVED
    }

    /** True where the peer answers a closing frame with its own, false where the end of the stream is all there is. */
    boolean hasCloseFrames();
}
