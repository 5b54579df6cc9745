package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON (RFC 8259) in UTF-8, strictly. A string that begins with U+0000 is binary, in base64 (specification, "Binary conversion of JSON Strings"). */
class JsonReader extends Cursor implements WireReader {

    /** So that nobody makes us parse a number of a million digits; an integer of so many has 1024 bits, which all writers of JSON and CBOR take. */
    private static final int MAX_NUMBER = 308;

    private static final int MAX_LONG_DIGITS = 18;

    private final Encoded.ValueDecoder decoder;
    private boolean first;

    JsonReader(Encoded.ValueDecoder decoder, Encoded value, Limits limits) {
        super(value.bytes(), value.offset(), value.length(), limits);
        this.decoder = decoder;
    }

    @Override
    public void beginMessage() {
        if (peek() != '[') {
            throw noMessage();
        }
        open('[', "list");
        first = true;
    }

    @Override
    public boolean more() {
        boolean more = another(']', first);
        first = false;
        return more;
    }

    @Override
    public long integer() {
        Object value = isNumber(peek()) ? number() : null;
        if (value instanceof Long l) {
            return l;
        }
        throw expected("integer");
    }

    @Override
    public String string() {
        if (peek() != '"') {
            throw expected("string");
        }
        return text();
    }

    @Override
    public String uri() {
        if (peek() != '"') {
            throw expected("string");
        }
        countElement();
        int start = position + 1;
        boolean escaped = skipString();
        int end = position - 1;
        return escaped ? unescape(start, end) : RecentUris.text(bytes, start, end);
    }

    @Override
    public boolean skipNull() {
        if (peek() == 'n') {
            skipLiteral("null");
            return true;
        }
        return false;
    }

    @Override
    public Map<String, @Nullable Object> map() {
        if (peek() != '{') {
            throw expected("dictionary");
        }
        return buildMap();
    }

    @Override
    public Encoded scanList() {
        return slice('[', "list");
    }

    @Override
    public Encoded scanMap() {
        return slice('{', "dictionary");
    }

    @Override
    public @Nullable Object value() {
        return switch (peek()) {
            case '"' -> textOrBinary();
            case '[' -> buildList();
            case '{' -> buildMap();
            case 't' -> {
                skipLiteral("true");
                yield true;
            }
            case 'f' -> {
                skipLiteral("false");
                yield false;
            }
            case 'n' -> {
                skipLiteral("null");
                yield null;
            }
            default -> number();
        };
    }

    @Override
    public void end() {
        skipWhitespace();
        requireEnd();
    }

    private Encoded slice(char expected, String name) {
        if (peek() != expected) {
            throw expected(name);
        }
        int start = position;
        skipValue();
        return new Encoded(decoder, bytes, start, position - start);
    }

    final void skipWhitespace() {
        while (position < limit) {
            int b = bytes[position];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return;
            }
            position++;
        }
    }

    /** The first character of what comes next, which stays unread. */
    private int peek() {
        skipWhitespace();
        if (position >= limit) {
            throw truncated();
        }
        return bytes[position];
    }

    private void open(char bracket, String name) {
        if (peek() != bracket) {
            throw expected(name);
        }
        countElement();
        position++;
        enter();
    }

    /** Goes on to the next element of a list or dictionary, or leaves it. */
    private boolean another(char close, boolean atFirst) {
        int b = peek();
        if (b == close) {
            position++;
            leave();
            return false;
        }
        if (!atFirst) {
            if (b != ',') {
                throw malformed();
            }
            position++;
        }
        return true;
    }

    private void skipValue() {
        switch (peek()) {
            case '"' -> {
                countElement();
                skipString();
            }
            case '[' -> skipList();
            case '{' -> skipMap();
            case 't' -> skipLiteral("true");
            case 'f' -> skipLiteral("false");
            case 'n' -> skipLiteral("null");
            default -> {
                countElement();
                skipNumber();
            }
        }
    }

    private void skipList() {
        open('[', "list");
        for (boolean atFirst = true; another(']', atFirst); atFirst = false) {
            skipValue();
        }
    }

    private void skipMap() {
        open('{', "dictionary");
        for (int keys = 0; another('}', keys == 0); keys++) {
            checkKeys(keys + 1);
            requireKey();
            skipString();
            colon();
            skipValue();
        }
    }

    private void requireKey() {
        if (peek() != '"') {
            throw malformed();
        }
    }

    private void colon() {
        if (peek() != ':') {
            throw malformed();
        }
        position++;
    }

    private void skipLiteral(String literal) {
        countElement();
        literal(literal);
    }

    private void literal(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (next() != literal.charAt(i)) {
                throw malformedBefore();
            }
        }
    }

    /** Consumes a string whose opening quote is next; true where it has escapes. */
    private boolean skipString() {
        position++;
        int start = position;
        boolean escaped = false;
        boolean ascii = true;
        position = PlainJson.skip(bytes, position, limit);
        for (int b = next(); b != '"'; b = next()) {
            if (b == '\\') {
                escaped = true;
                skipEscape();
            } else if (b < 0x20) {
                throw malformedBefore();
            } else if (b >= 0x80) {
                // Mostly one of many.
                ascii = false;
                continue;
            }
            position = PlainJson.skip(bytes, position, limit);
        }
        if (!ascii) {
            Utf8.require(bytes, start, position - 1);
        }
        return escaped;
    }

    private void skipEscape() {
        int c = next();
        if (c == 'u') {
            int unit = hex4();
            if (Character.isSurrogate((char) unit)) {
                boolean paired = Character.isHighSurrogate((char) unit)
                        && next() == '\\'
                        && next() == 'u'
                        && Character.isLowSurrogate((char) hex4());
                if (!paired) {
                    throw Utf8.malformed();
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw malformedBefore();
        }
    }

    private int hex4() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw malformedBefore();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private String text() {
        countElement();
        return key();
    }

    private String key() {
        int start = position + 1;
        boolean escaped = skipString();
        int end = position - 1;
        return escaped ? unescape(start, end) : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The escapes are known to be well-formed. */
    private String unescape(int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int plain = start;
        int i = start;
        while (i < end) {
            if (bytes[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
            char c = (char) bytes[i + 1];
            i += 2;
            if (c == 'u') {
                text.append((char) Integer.parseInt(new String(bytes, i, 4, StandardCharsets.US_ASCII), 16));
                i += 4;
            } else {
                int place = "bfnrt".indexOf(c);
                text.append(place < 0 ? c : "\b\f\n\r\t".charAt(place));
            }
            plain = i;
        }
        return text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private Object textOrBinary() {
        String text = text();
        if (text.isEmpty() || text.charAt(0) != 0) {
            return text;
        }
        try {
            return Base64.getDecoder().decode(text.substring(1));
        } catch (IllegalArgumentException notBase64) {
            return text;
        }
    }

    private static boolean isNumber(int b) {
        return b == '-' || isDigit(b);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    private Object number() {
        countElement();
        int start = position;
        boolean integral = skipNumber();
        int length = position - start;
        if (integral && length <= MAX_LONG_DIGITS) {
            return smallInteger(start);
        }
        String text = new String(bytes, start, length, StandardCharsets.US_ASCII);
        if (!integral) {
            return Double.valueOf(text);
        }
        BigInteger big = new BigInteger(text);
        return big.bitLength() < 64 ? (Object) big.longValue() : big;
    }

    private Object smallInteger(int start) {
        boolean negative = bytes[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < position; i++) {
            value = value * 10 + (bytes[i] - '0');
        }
        return negative ? -value : value;
    }

    /** Consumes a number; true where it has neither fraction nor exponent. */
    private boolean skipNumber() {
        int start = position;
        if (position < limit && bytes[position] == '-') {
            position++;
        }
        int lead = position;
        skipDigits();
        if (bytes[lead] == '0' && position > lead + 1) {
            throw malformedBefore();
        }
        boolean integral = true;
        if (position < limit && bytes[position] == '.') {
            integral = false;
            position++;
            skipDigits();
        }
        if (position < limit && (bytes[position] | 0x20) == 'e') {
            integral = false;
            position++;
            if (position < limit && (bytes[position] == '+' || bytes[position] == '-')) {
                position++;
            }
            skipDigits();
        }
        if (position - start > MAX_NUMBER) {
            throw ProtocolViolation.of("number exceeds " + MAX_NUMBER + " characters");
        }
        return integral;
    }

    /** At least one. */
    private void skipDigits() {
        int start = position;
        while (position < limit && isDigit(bytes[position])) {
            position++;
        }
        if (position == start) {
            throw malformed();
        }
    }

    private List<@Nullable Object> buildList() {
        open('[', "list");
        List<@Nullable Object> list = new ArrayList<>();
        for (boolean atFirst = true; another(']', atFirst); atFirst = false) {
            list.add(value());
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> buildMap() {
        open('{', "dictionary");
        if (peek() == '}') {
            another('}', true);
            return Map.of();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int keys = 0; another('}', keys == 0); keys++) {
            checkKeys(keys + 1);
            requireKey();
            String key = key();
            checkKey(map, key);
            colon();
            map.put(key, value());
        }
        return Collections.unmodifiableMap(map);
    }

    /** In messages the last one of several entries with a key counts. */
    void checkKey(Map<String, @Nullable Object> before, String key) {}

    /** The character at the position cannot stand there. */
    ProtocolViolation malformed() {
        return ProtocolViolation.of("malformed JSON");
    }

    private ProtocolViolation malformedBefore() {
        position--;
        return malformed();
    }
}
