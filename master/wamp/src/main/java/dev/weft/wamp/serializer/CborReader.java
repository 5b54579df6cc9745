package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.WireReader;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CBOR (RFC 8949). Takes definite and indefinite lengths, and skips tags other than those of big integers. */
final class CborReader extends Cursor implements WireReader {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int LIST = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;
    private static final int POSITIVE_BIG_TAG = 2;
    private static final int NEGATIVE_BIG_TAG = 3;
    private static final int MAX_BIG_BYTES = 128;

    private final Encoded.ValueDecoder decoder;

    /** Of the head that was read last. */
    private int major;

    private int info;
    private long argument;
    private long tag;

    /** Elements of the message that are left; negative: up to a break. */
    private long left;

    CborReader(Encoded.ValueDecoder decoder, Encoded value, Limits limits) {
        super(value.bytes(), value.offset(), value.length(), limits);
        this.decoder = decoder;
    }

    @Override
    public void beginMessage() {
        head();
        if (major != LIST) {
            throw noMessage();
        }
        enter();
        left = info == INDEFINITE ? -1 : argument;
        if (info != INDEFINITE) {
            require(argument);
        }
    }

    @Override
    public boolean more() {
        if (left < 0) {
            return !skipBreak();
        }
        return left-- > 0;
    }

    @Override
    public long integer() {
        head();
        if (major == SIMPLE && simple() instanceof Double number) {
            return whole(number);
        }
        if (major > NEGATIVE || argument < 0) {
            throw expected("integer");
        }
        return major == UNSIGNED ? argument : ~argument;
    }

    @Override
    public String string() {
        head();
        if (major != TEXT) {
            throw expected("string");
        }
        return text();
    }

    @Override
    public String uri() {
        head();
        if (major != TEXT) {
            throw expected("string");
        }
        if (info == INDEFINITE) {
            return text();
        }
        require(argument);
        int start = position;
        position += (int) argument;
        return RecentUris.text(bytes, start, position);
    }

    @Override
    public boolean skipNull() {
        if (position < limit && (bytes[position] & 0xff) == 0xf6) {
            position++;
            countElement();
            return true;
        }
        return false;
    }

    @Override
    public Map<String, @Nullable Object> map() {
        head();
        if (major != MAP) {
            throw expected("dictionary");
        }
        return buildMap();
    }

    @Override
    public Encoded scanList() {
        return slice(LIST, "list");
    }

    @Override
    public Encoded scanMap() {
        return slice(MAP, "dictionary");
    }

    @Override
    public @Nullable Object value() {
        head();
        return switch (major) {
            case UNSIGNED -> argument >= 0 ? (Object) argument : unsignedBig();
            case NEGATIVE -> argument >= 0 ? (Object) ~argument : unsignedBig().not();
            case BYTES -> bytesOrBig();
            case TEXT -> text();
            case LIST -> buildList();
            case MAP -> buildMap();
            default -> simple();
        };
    }

    @Override
    public void end() {
        requireEnd();
    }

    private Encoded slice(int expected, String name) {
        int start = position;
        head();
        if (major != expected) {
            throw expected(name);
        }
        skipBody();
        return new Encoded(decoder, bytes, start, position - start);
    }

    /** Reads the head of a value, whatever tags come first. */
    private void head() {
        countElement();
        uncountedHead();
    }

    private void uncountedHead() {
        tag = -1;
        while (true) {
            int first = next();
            major = first >> 5;
            info = first & 31;
            argument = argument();
            if (major != TAG) {
                return;
            }
            tag = argument;
        }
    }

    private long argument() {
        if (info < 24) {
            return info;
        }
        if (info <= 27) {
            return unsigned(1 << (info - 24));
        }
        if (info != INDEFINITE || major == UNSIGNED || major == NEGATIVE || major == TAG || major == SIMPLE) {
            throw ProtocolViolation.of("malformed CBOR");
        }
        return 0;
    }

    private boolean skipBreak() {
        if (position < limit && (bytes[position] & 0xff) == BREAK) {
            position++;
            return true;
        }
        return false;
    }

    /** Another element of a container: of the declared number, or before the break. */
    private boolean another(boolean indefinite, long index, long count) {
        return indefinite ? !skipBreak() : index < count;
    }

    private void skipBody() {
        switch (major) {
            case UNSIGNED, NEGATIVE -> {}
            case BYTES, TEXT -> skipChunks();
            case LIST -> skipList();
            case MAP -> skipMap();
            default -> simple();
        }
    }

    private void skipList() {
        boolean indefinite = info == INDEFINITE;
        long count = argument;
        require(count);
        enter();
        for (long i = 0; another(indefinite, i, count); i++) {
            head();
            skipBody();
        }
        leave();
    }

    private void skipMap() {
        boolean indefinite = info == INDEFINITE;
        long count = argument;
        checkKeys(count);
        enter();
        for (long i = 0; another(indefinite, i, count); i++) {
            checkKeys(i + 1);
            keyHead();
            skipChunks();
            head();
            skipBody();
        }
        leave();
    }

    /** Skips a text or byte string whose head was read. */
    private void skipChunks() {
        if (info != INDEFINITE) {
            skipChunk(major == TEXT);
            return;
        }
        boolean text = major == TEXT;
        while (!skipBreak()) {
            chunkHead(text);
            skipChunk(text);
        }
    }

    private void skipChunk(boolean text) {
        require(argument);
        int start = position;
        position += (int) argument;
        if (text) {
            Utf8.require(bytes, start, position);
        }
    }

    private void chunkHead(boolean text) {
        int first = next();
        major = first >> 5;
        info = first & 31;
        argument = argument();
        if (major != (text ? TEXT : BYTES) || info == INDEFINITE) {
            throw ProtocolViolation.of("malformed CBOR");
        }
    }

    /** A key is no element of the message. */
    private void keyHead() {
        uncountedHead();
        if (major != TEXT) {
            throw ProtocolViolation.of("a dictionary has a key that is no string");
        }
    }

    private String text() {
        if (info != INDEFINITE) {
            int start = position;
            skipChunk(true);
            return new String(bytes, start, position - start, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder();
        while (!skipBreak()) {
            chunkHead(true);
            int start = position;
            skipChunk(true);
            text.append(new String(bytes, start, position - start, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private Object bytesOrBig() {
        long outer = tag;
        byte[] value = byteString();
        if ((outer != POSITIVE_BIG_TAG && outer != NEGATIVE_BIG_TAG) || value.length > MAX_BIG_BYTES) {
            return value;
        }
        BigInteger big = new BigInteger(1, value);
        BigInteger signed = outer == POSITIVE_BIG_TAG ? big : big.not();
        return signed.bitLength() < 64 ? (Object) signed.longValue() : signed;
    }

    private byte[] byteString() {
        if (info != INDEFINITE) {
            int start = position;
            skipChunk(false);
            return Arrays.copyOfRange(bytes, start, position);
        }
        Output all = new Output(0);
        while (!skipBreak()) {
            chunkHead(false);
            int start = position;
            skipChunk(false);
            all.put(bytes, start, position - start);
        }
        return all.toByteArray();
    }

    private BigInteger unsignedBig() {
        return new BigInteger(Long.toUnsignedString(argument));
    }

    private List<@Nullable Object> buildList() {
        boolean indefinite = info == INDEFINITE;
        long count = argument;
        require(count);
        enter();
        List<@Nullable Object> list = new ArrayList<>((int) Math.min(count, 16));
        for (long i = 0; another(indefinite, i, count); i++) {
            list.add(value());
        }
        leave();
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> buildMap() {
        boolean indefinite = info == INDEFINITE;
        long count = argument;
        checkKeys(count);
        if (count == 0 && !indefinite) {
            return Map.of();
        }
        enter();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (long i = 0; another(indefinite, i, count); i++) {
            checkKeys(i + 1);
            keyHead();
            String key = text();
            map.put(key, value());
        }
        leave();
        return Collections.unmodifiableMap(map);
    }

    private @Nullable Object simple() {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> null;
            case 25 -> half((int) argument);
            case 26 -> (double) Float.intBitsToFloat((int) argument);
            case 27 -> Double.longBitsToDouble(argument);
            default -> throw ProtocolViolation.of("malformed CBOR");
        };
    }

    /** RFC 8949, appendix D. */
    private static double half(int bits) {
        int exponent = bits >> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        double value;
        if (exponent == 0) {
            value = Math.scalb((double) mantissa, -24);
        } else if (exponent != 31) {
            value = Math.scalb((double) (mantissa + 1024), exponent - 25);
        } else {
            value = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return (bits & 0x8000) != 0 ? -value : value;
    }
}
