package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Encoded;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON document that a person may have written: a key that stands there twice is a mistake, and mistakes have a place. */
final class JsonTextReader extends JsonReader {

    private static final int LONGEST_KEY = 100;

    JsonTextReader(JsonFormat format, byte[] json) {
        super(format, new Encoded(format, json, 0, json.length), format.limits);
    }

    @Override
    void checkKey(Map<String, @Nullable Object> before, String key) {
        if (before.containsKey(key)) {
            String shown = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "…";
            throw ProtocolViolation.of("the key '" + shown + "' is there twice");
        }
    }

    @Override
    public void end() {
        skipWhitespace();
        if (position < limit) {
            throw malformed();
        }
    }

    @Override
    ProtocolViolation malformed() {
        return position < limit ? ProtocolViolation.of("unexpected " + character()) : truncated();
    }

    JsonText.Malformed problem(ProtocolViolation violation) {
        boolean truncated = position >= limit && violation.kind() == ProtocolViolation.Kind.PROTOCOL;
        String message = truncated ? "the text ends too early" : violation.getMessage();
        int line = 1;
        int start = 0;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        int column = new String(bytes, start, position - start, StandardCharsets.UTF_8).length() + 1;
        return new JsonText.Malformed(message, line, column);
    }

    private String character() {
        int b = bytes[position] & 0xff;
        return b > 0x20 && b < 0x7f ? "'" + (char) b + "'" : "character";
    }
}
