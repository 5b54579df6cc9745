package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/** JSON (RFC 8259) in UTF-8, without whitespace. Binary becomes a string of U+0000 and base64. */
sealed class JsonWriter extends ValueWriter permits JsonTextWriter {

    private static final String HEX = "0123456789abcdef";

    /** Something was written at the top level of the message, which a comma must follow. */
    private boolean comma;

    /** Not at the top level of the message: commas are set by the container. */
    private int nested;

    JsonWriter(Output out, Limits limits) {
        super(JsonFormat.NAME, out, limits);
    }

    @Override
    public void beginMessage(int elements) {
        out.put('[');
    }

    @Override
    public void integer(long value) {
        separate();
        out.ascii(Long.toString(value));
    }

    @Override
    public void string(String value) {
        separate();
        quote(value);
    }

    @Override
    public void encoded(Encoded value) {
        separate();
        out.put(value);
    }

    @Override
    public void endMessage() {
        out.put(']');
    }

    final byte[] written() {
        return out.toByteArray();
    }

    @Override
    void nothing() {
        separate();
        out.ascii("null");
    }

    @Override
    void bool(Boolean value) {
        separate();
        out.ascii(value.toString());
    }

    @Override
    void floating(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Unencodable("JSON has no " + value);
        }
        separate();
        out.ascii(Double.toString(value));
    }

    @Override
    void binary(byte[] value) {
        separate();
        out.ascii("\"\\u0000");
        out.put(Base64.getEncoder().encode(value));
        out.put('"');
    }

    @Override
    void big(BigInteger value) {
        separate();
        out.ascii(value.toString());
    }

    @Override
    void list(Collection<?> list) {
        separate();
        nested++;
        out.put('[');
        boolean more = false;
        for (Object value : list) {
            if (more) {
                out.put(',');
            }
            more = true;
            value(value);
        }
        out.put(']');
        nested--;
    }

    @Override
    void map(Map<?, ?> map) {
        separate();
        nested++;
        out.put('{');
        boolean more = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (more) {
                out.put(',');
            }
            more = true;
            quote(key(entry.getKey()));
            out.put(':');
            value(entry.getValue());
        }
        out.put('}');
        nested--;
    }

    private void separate() {
        if (nested == 0) {
            if (comma) {
                out.put(',');
            }
            comma = true;
        }
    }

    private void quote(String text) {
        out.put('"');
        int length = text.length();
        int plain = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                plain(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        plain(text, plain, length);
        out.put('"');
    }

    private void plain(String text, int from, int to) {
        if (from < to) {
            out.put(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void escape(char c) {
        out.put('\\');
        switch (c) {
            case '"', '\\' -> out.put(c);
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            default -> {
                out.ascii("u00");
                out.put(HEX.charAt(c >> 4));
                out.put(HEX.charAt(c & 15));
            }
        }
    }
}
