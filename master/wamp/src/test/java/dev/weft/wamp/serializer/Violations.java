package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads what must not be readable. */
final class Violations {

    private Violations() {}

    static ProtocolViolation of(Serializer serializer, byte[] bytes) {
        try {
            Object message = serializer.decode(bytes, 0, bytes.length);
            throw new AssertionError(
                    "no violation: " + message + " from " + HexFormat.of().formatHex(bytes));
        } catch (ProtocolViolation violation) {
            return violation;
        }
    }

    static ProtocolViolation ofJson(String text) {
        return of(Serializers.json(), text.getBytes(StandardCharsets.UTF_8));
    }

    static ProtocolViolation ofHex(Serializer serializer, String hex) {
        return of(serializer, HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
