package dev.weft.wamp.codec;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Encoded;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import org.jspecify.annotations.Nullable;

/** The elements of one message, in WAMP's terms. */
final class MessageReader {

    private final WireReader in;
    private boolean ended;

    MessageReader(WireReader in) {
        this.in = in;
    }

    MessageType type() {
        in.beginMessage();
        require("message code");
        long code = in.integer();
        MessageType type = MessageType.ofCode(code);
        if (type == null) {
            throw ProtocolViolation.of("unknown message code " + code);
        }
        return type;
    }

    /** An id: 1 to 2^53. */
    long id() {
        long id = idOrZero();
        if (id == 0) {
            throw ProtocolViolation.of("id 0 is out of range");
        }
        return id;
    }

    /** An id, or the 0 with which a router begins what nobody asked for. */
    long idOrZero() {
        require("id");
        long id = in.integer();
        if (id < 0 || id > Limits.MAX_ID) {
            throw ProtocolViolation.of("id " + id + " is out of range");
        }
        return id;
    }

    String string() {
        require("string");
        return in.string();
    }

    String uri() {
        require("string");
        return in.uri();
    }

    @Nullable
    String stringOrNull() {
        require("string");
        return in.skipNull() ? null : in.string();
    }

    /** The type of the request that an ERROR answers. */
    MessageType requestType() {
        require("request type");
        long code = in.integer();
        MessageType type = MessageType.ofCode(code);
        if (type == null || !type.isRequest()) {
            throw ProtocolViolation.of("message code " + code + " cannot be answered with ERROR");
        }
        return type;
    }

    Dict dict() {
        require("dictionary");
        return Dict.of(in.map());
    }

    Dict optionalDict() {
        return more() ? Dict.of(in.map()) : Dict.empty();
    }

    /** What is left: nothing, arguments, or arguments and keywords. Real peers send null for either. */
    Payload payload() {
        Encoded arguments = more() && !in.skipNull() ? in.scanList() : null;
        Encoded keywords = more() && !in.skipNull() ? in.scanMap() : null;
        return Payload.encoded(arguments, keywords);
    }

    /** The message must be complete. */
    void end() {
        if (more()) {
            throw ProtocolViolation.of("message has too many elements");
        }
        in.end();
    }

    private boolean more() {
        if (!ended) {
            ended = !in.more();
        }
        return !ended;
    }

    private void require(String what) {
        if (!more()) {
            throw ProtocolViolation.of("message ends where its " + what + " should be");
        }
    }
}
