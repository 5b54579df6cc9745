package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** CBOR (RFC 8949): shortest heads, definite lengths, floats always in 64 bits. */
final class CborWriter extends ValueWriter {

    CborWriter(Output out, Limits limits) {
        super(CborFormat.NAME, out, limits);
    }

    @Override
    public void beginMessage(int elements) {
        head(4, elements);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            head(0, value);
        } else {
            head(1, ~value);
        }
    }

    @Override
    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(3, utf8.length);
        out.put(utf8);
    }

    @Override
    public void encoded(Encoded value) {
        out.put(value);
    }

    @Override
    public void endMessage() {
        // The head has said where it ends.
    }

    @Override
    void nothing() {
        out.put(0xf6);
    }

    @Override
    void bool(Boolean value) {
        out.put(value ? 0xf5 : 0xf4);
    }

    @Override
    void floating(double value) {
        out.put(0xfb);
        out.put(Double.doubleToLongBits(value), 8);
    }

    @Override
    void binary(byte[] value) {
        head(2, value.length);
        out.put(value);
    }

    /** In 64 bits without sign where it fits, else as a big integer with its tag. */
    @Override
    void big(BigInteger value) {
        BigInteger magnitude = value.signum() < 0 ? value.not() : value;
        if (magnitude.bitLength() <= 64) {
            out.put(value.signum() < 0 ? 0x3b : 0x1b);
            out.put(magnitude.longValue(), 8);
        } else {
            head(6, value.signum() < 0 ? 3 : 2);
            byte[] bytes = magnitude.toByteArray();
            int sign = bytes[0] == 0 ? 1 : 0;
            head(2, bytes.length - sign);
            out.put(bytes, sign, bytes.length - sign);
        }
    }

    @Override
    void list(Collection<?> list) {
        head(4, list.size());
        for (Object value : list) {
            value(value);
        }
    }

    @Override
    void map(Map<?, ?> map) {
        head(5, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            string(key(entry.getKey()));
            value(entry.getValue());
        }
    }

    private void head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) {
            out.put(type | (int) argument);
        } else if (argument < 1 << 8) {
            out.put(type | 24);
            out.put((int) argument);
        } else if (argument < 1 << 16) {
            out.put(type | 25);
            out.put(argument, 2);
        } else if (argument < 1L << 32) {
            out.put(type | 26);
            out.put(argument, 4);
        } else {
            out.put(type | 27);
            out.put(argument, 8);
        }
    }
}
