package dev.weft.wamp.codec;

import dev.weft.wamp.message.Encoded;
import org.jspecify.annotations.Nullable;

/** Writes one message in one wire format. For one thread, for one message. Throws {@link Unencodable}. */
public interface WireWriter {

    /** Opens the list that a message is. */
    void beginMessage(int elements);

    void integer(long value);

    void string(String value);

    /** Any WAMP value (package documentation of {@code dev.weft.wamp.message}); also the other integer types and float. */
    void value(@Nullable Object value);

    /** True where this slice can be copied as it is. */
    boolean accepts(Encoded value);

    /** Puts a slice of this writer's own format. */
    void encoded(Encoded value);

    /** Closes the message. */
    void endMessage();
}
