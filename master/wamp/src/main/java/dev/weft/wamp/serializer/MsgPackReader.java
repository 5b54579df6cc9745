package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MessagePack (github.com/msgpack/msgpack, spec.md). Extension types are refused, as WAMP has no value for them; all but one, with which
 * encoders of JavaScript write {@code undefined}: it is read as null.
 */
final class MsgPackReader extends Cursor implements WireReader {

    private static final int NIL = 0xc0;
    private static final int EXTENSION_OF_ONE_BYTE = 0xd4;

    private final Encoded.ValueDecoder decoder;

    /** Of the head that was read last. */
    private Kind kind = Kind.NIL;

    /** The integer or the bits of the float, the number of bytes, elements or entries. */
    private long argument;

    /** Elements of the message that are left. */
    private long left;

    private enum Kind {
        NIL,
        FALSE,
        TRUE,
        INTEGER,
        BIG_INTEGER,
        FLOAT,
        DOUBLE,
        TEXT,
        BYTES,
        LIST,
        MAP
    }

    MsgPackReader(Encoded.ValueDecoder decoder, Encoded value, Limits limits) {
        super(value.bytes(), value.offset(), value.length(), limits);
        this.decoder = decoder;
    }

    @Override
    public void beginMessage() {
        head();
        if (kind != Kind.LIST) {
            throw noMessage();
        }
        require(argument);
        enter();
        left = argument;
    }

    @Override
    public boolean more() {
        return left-- > 0;
    }

    @Override
    public long integer() {
        head();
        return switch (kind) {
            case INTEGER -> argument;
            case FLOAT -> whole(Float.intBitsToFloat((int) argument));
            case DOUBLE -> whole(Double.longBitsToDouble(argument));
            default -> throw expected("integer");
        };
    }

    @Override
    public String string() {
        expect(Kind.TEXT, "string");
        return text();
    }

    @Override
    public String uri() {
        expect(Kind.TEXT, "string");
        int start = position;
        skipBytes();
        return RecentUris.text(bytes, start, position);
    }

    @Override
    public boolean skipNull() {
        int first = position < limit ? bytes[position] & 0xff : 0;
        if (first == NIL || first == EXTENSION_OF_ONE_BYTE) {
            head();
            return true;
        }
        return false;
    }

    @Override
    public Map<String, @Nullable Object> map() {
        expect(Kind.MAP, "dictionary");
        return buildMap();
    }

    @Override
    public Encoded scanList() {
        return slice(Kind.LIST, "list");
    }

    @Override
    public Encoded scanMap() {
        return slice(Kind.MAP, "dictionary");
    }

    @Override
    public @Nullable Object value() {
        head();
        return switch (kind) {
            case NIL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case INTEGER -> argument;
            case BIG_INTEGER -> new BigInteger(Long.toUnsignedString(argument));
            case FLOAT -> (double) Float.intBitsToFloat((int) argument);
            case DOUBLE -> Double.longBitsToDouble(argument);
            case TEXT -> text();
            case BYTES -> {
                int start = position;
                skipBytes();
                yield Arrays.copyOfRange(bytes, start, position);
            }
            case LIST -> buildList();
            case MAP -> buildMap();
        };
    }

    @Override
    public void end() {
        requireEnd();
    }

    private Encoded slice(Kind expected, String name) {
        int start = position;
        expect(expected, name);
        skipBody();
        return new Encoded(decoder, bytes, start, position - start);
    }

    private void expect(Kind expected, String name) {
        head();
        if (kind != expected) {
            throw expected(name);
        }
    }

    private void head() {
        countElement();
        uncountedHead();
    }

    private void uncountedHead() {
        int first = next();
        if (first < 0x80) {
            set(Kind.INTEGER, first);
        } else if (first >= 0xe0) {
            set(Kind.INTEGER, (byte) first);
        } else if (first >= 0xa0 && first < 0xc0) {
            set(Kind.TEXT, first & 0x1f);
        } else if (first < 0x90) {
            set(Kind.MAP, first & 0x0f);
        } else if (first < 0xa0) {
            set(Kind.LIST, first & 0x0f);
        } else {
            longHead(first);
        }
    }

    private void longHead(int first) {
        switch (first) {
            case NIL -> set(Kind.NIL, 0);
            case 0xc2 -> set(Kind.FALSE, 0);
            case 0xc3 -> set(Kind.TRUE, 0);
            case 0xc4, 0xc5, 0xc6 -> set(Kind.BYTES, unsigned(1 << (first - 0xc4)));
            case 0xca -> set(Kind.FLOAT, unsigned(4));
            case 0xcb -> set(Kind.DOUBLE, unsigned(8));
            case 0xcc, 0xcd, 0xce -> set(Kind.INTEGER, unsigned(1 << (first - 0xcc)));
            case 0xcf -> {
                long value = unsigned(8);
                set(value >= 0 ? Kind.INTEGER : Kind.BIG_INTEGER, value);
            }
            case 0xd0 -> set(Kind.INTEGER, (byte) unsigned(1));
            case 0xd1 -> set(Kind.INTEGER, (short) unsigned(2));
            case 0xd2 -> set(Kind.INTEGER, unsigned(4) << 32 >> 32);
            case 0xd3 -> set(Kind.INTEGER, unsigned(8));
            case 0xd9, 0xda, 0xdb -> set(Kind.TEXT, unsigned(1 << (first - 0xd9)));
            case 0xdc, 0xdd -> set(Kind.LIST, unsigned(2 << (first - 0xdc)));
            case 0xde, 0xdf -> set(Kind.MAP, unsigned(2 << (first - 0xde)));
            case EXTENSION_OF_ONE_BYTE -> undefined();
            default -> throw extension();
        }
    }

    private void undefined() {
        if (unsigned(2) != 0) {
            throw extension();
        }
        set(Kind.NIL, 0);
    }

    private static ProtocolViolation extension() {
        return ProtocolViolation.of("MsgPack extension types are no WAMP values");
    }

    private void set(Kind kind, long argument) {
        this.kind = kind;
        this.argument = argument;
    }

    private void skipBody() {
        switch (kind) {
            case NIL, FALSE, TRUE, INTEGER, BIG_INTEGER, FLOAT, DOUBLE -> {}
            case TEXT -> skipText();
            case BYTES -> skipBytes();
            case LIST -> skipList();
            case MAP -> skipMap();
        }
    }

    private void skipList() {
        long count = argument;
        require(count);
        enter();
        for (long i = 0; i < count; i++) {
            head();
            skipBody();
        }
        leave();
    }

    private void skipMap() {
        long count = argument;
        checkKeys(count);
        enter();
        for (long i = 0; i < count; i++) {
            keyHead();
            skipText();
            head();
            skipBody();
        }
        leave();
    }

    private void skipBytes() {
        require(argument);
        position += (int) argument;
    }

    private void skipText() {
        int start = position;
        skipBytes();
        Utf8.require(bytes, start, position);
    }

    /** A key is no element of the message. */
    private void keyHead() {
        uncountedHead();
        if (kind != Kind.TEXT) {
            throw ProtocolViolation.of("a dictionary has a key that is no string");
        }
    }

    private String text() {
        int start = position;
        skipBytes();
        return Utf8.string(bytes, start, position);
    }

    private List<@Nullable Object> buildList() {
        long count = argument;
        require(count);
        enter();
        List<@Nullable Object> list = new ArrayList<>((int) Math.min(count, 16));
        for (long i = 0; i < count; i++) {
            list.add(value());
        }
        leave();
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> buildMap() {
        long count = argument;
        checkKeys(count);
        if (count == 0) {
            return Map.of();
        }
        enter();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            keyHead();
            String key = text();
            map.put(key, value());
        }
        leave();
        return Collections.unmodifiableMap(map);
    }
}
