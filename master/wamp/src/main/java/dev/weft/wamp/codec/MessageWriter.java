package dev.weft.wamp.codec;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Encoded;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import org.jspecify.annotations.Nullable;

/** Puts the elements of one message, in WAMP's terms. */
final class MessageWriter {

    private final WireWriter out;

    MessageWriter(WireWriter out) {
        this.out = out;
    }

    /** Opens a message that has this many elements after its code. */
    void begin(MessageType type, int fields) {
        out.beginMessage(1 + fields);
        out.integer(type.code());
    }

    /** Opens a message that has this many elements between its code and its payload. */
    void begin(MessageType type, int fields, Payload payload) {
        begin(type, fields + (hasKeywords(payload) ? 2 : hasArguments(payload) ? 1 : 0));
    }

    void id(long id) {
        out.integer(id);
    }

    void string(@Nullable String value) {
        out.value(value);
    }

    void dict(Dict dict) {
        out.value(dict.values());
    }

    void payload(Payload payload) {
        boolean keywords = hasKeywords(payload);
        if (keywords || hasArguments(payload)) {
            Encoded arguments = payload.encodedArguments();
            if (arguments != null && out.accepts(arguments)) {
                out.encoded(arguments);
            } else {
                out.value(payload.arguments());
            }
        }
        if (keywords) {
            Encoded encoded = payload.encodedKeywords();
            if (encoded != null && out.accepts(encoded)) {
                out.encoded(encoded);
            } else {
                out.value(payload.keywords());
            }
        }
    }

    private static boolean hasArguments(Payload payload) {
        return payload.encodedArguments() != null || !payload.arguments().isEmpty();
    }

    private static boolean hasKeywords(Payload payload) {
        return payload.encodedKeywords() != null || !payload.keywords().isEmpty();
    }
}
