package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Serializer;

/** Whether a text that comes in parts is UTF-8 (Unicode, table 3-7): told at the first part that cannot be. Loop-confined. */
final class TextCheck {

    /** Bytes that the character at hand still needs, and what the next one of them may be. */
    private int missing;

    private int least = 0x80;
    private int most = 0xBF;

    /** True for a whole text. */
    static boolean isText(byte[] bytes, int offset, int length) {
        TextCheck check = new TextCheck();
        return check.accepts(bytes, offset, offset + length) && check.missing == 0;
    }

    /** The next part; it may end within a character. */
    void next(byte[] part) {
        if (!accepts(part, 0, part.length)) {
            throw malformed();
        }
    }

    /** There is no more. */
    void end() {
        if (missing > 0) {
            throw malformed();
        }
    }

    static ProtocolViolation malformed() {
        return new ProtocolViolation(
                ProtocolViolation.Kind.INVALID_UTF8, "wamp.error.protocol_violation", "text is not valid UTF-8");
    }

    private boolean accepts(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xFF;
            if (missing > 0) {
                if (b < least || b > most) {
                    return false;
                }
                missing--;
                least = 0x80;
                most = 0xBF;
            } else if (b >= 0x80 && !begins(b)) {
                return false;
            }
        }
        return true;
    }

    private boolean begins(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            missing = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            missing = 2;
            least = b == 0xE0 ? 0xA0 : 0x80;
            most = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            missing = 3;
            least = b == 0xF0 ? 0x90 : 0x80;
            most = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        return true;
    }

    /** Decodes a message. A text that is no text is worse than one that says nothing: RFC 6455, 8.1. */
    static Message decode(Serializer format, byte[] bytes, int offset, int length) {
        try {
            return format.decode(bytes, offset, length);
        } catch (ProtocolViolation e) {
            throw format.binary() || isText(bytes, offset, length) ? e : malformed();
        }
    }
}
