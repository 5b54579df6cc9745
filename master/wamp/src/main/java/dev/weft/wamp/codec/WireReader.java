package dev.weft.wamp.codec;

import dev.weft.wamp.message.Encoded;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message from the bytes of one wire format, element by element. One implementation per format; for one thread, for one
 * message. Every method throws {@link ProtocolViolation} for bytes that are malformed, of another type, or beyond a limit.
 */
public interface WireReader {

    /** Enters the list that a message is. */
    void beginMessage();

    /** True when the message's list has one more element, which must be read next; false once its end was consumed. */
    boolean more();

    long integer();

    String string();

    /** As {@link #string}, for one that is likely to come again. Never for what may be a secret: it is remembered for a while. */
    String uri();

    /** Consumes a null, where one is next. */
    boolean skipNull();

    /** A dictionary, decoded. */
    Map<String, @Nullable Object> map();

    /** A list, checked but not decoded: its slice. */
    Encoded scanList();

    /** A dictionary, checked but not decoded: its slice. */
    Encoded scanMap();

    /** Any value, decoded. */
    @Nullable
    Object value();

    /** Nothing may follow. */
    void end();
}
