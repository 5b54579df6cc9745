package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents (files, columns, what commands print), as opposed to messages: read with line and column in errors, written on one
 * line or indented. Values are those of {@code dev.weft.wamp.message}; binary stands there as in messages, a string of U+0000 and
 * base64.
 */
public final class JsonText {

    private static final JsonFormat FORMAT = new JsonFormat(new Limits(128, 10_000_000, 1_000_000));

    private JsonText() {}

    /**
     * The value of a whole text: ordered maps, lists, strings, longs, doubles, booleans, null. None of them can be changed.
     *
     * @param json UTF-8. How long it may be is the caller's business
     * @throws Malformed for what is no JSON, and for an object that has a key twice
     */
    public static @Nullable Object read(byte[] json) {
        JsonTextReader reader = new JsonTextReader(FORMAT, json);
        try {
            Object value = reader.value();
            reader.end();
            return value;
        } catch (ProtocolViolation violation) {
            throw reader.problem(violation);
        }
    }

    /** As {@link #read(byte[])}. */
    public static @Nullable Object read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Without whitespace.
     *
     * @throws dev.weft.wamp.codec.Unencodable for a Java type that is no WAMP value
     */
    public static String line(@Nullable Object value) {
        JsonWriter writer = new JsonTextWriter(FORMAT.limits);
        writer.value(value);
        return new String(writer.written(), StandardCharsets.UTF_8);
    }

    /** As {@link #line}, but indented by two spaces; without a line break at the end. */
    public static String pretty(@Nullable Object value) {
        String line = line(value);
        StringBuilder text = new StringBuilder(line.length() * 2);
        int depth = 0;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            int end = i + 1;
            switch (c) {
                case '"' -> {
                    end = stringEnd(line, i);
                    text.append(line, i, end);
                }
                case '{', '[' -> {
                    text.append(c);
                    if (isClosing(line.charAt(end))) {
                        text.append(line.charAt(end++));
                    } else {
                        breakLine(text, ++depth);
                    }
                }
                case '}', ']' -> {
                    breakLine(text, --depth);
                    text.append(c);
                }
                case ',' -> breakLine(text.append(c), depth);
                case ':' -> text.append(": ");
                default -> text.append(c);
            }
            i = end;
        }
        return text.toString();
    }

    private static int stringEnd(String line, int start) {
        int i = start + 1;
        while (line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static boolean isClosing(char c) {
        return c == '}' || c == ']';
    }

    private static void breakLine(StringBuilder text, int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    /** Text that is no JSON document. Stackless. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        Malformed(String message, int line, int column) {
            super(message + " (line " + line + ", column " + column + ")", null, false, false);
            this.line = line;
            this.column = column;
        }

        /** From 1. */
        public int line() {
            return line;
        }

        /** In characters, from 1. */
        public int column() {
            return column;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
