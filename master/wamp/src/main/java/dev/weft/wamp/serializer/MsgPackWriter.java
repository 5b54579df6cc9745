package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** MessagePack: shortest heads, floats always in 64 bits. */
final class MsgPackWriter extends ValueWriter {

    MsgPackWriter(Output out, Limits limits) {
        super(MsgPackFormat.NAME, out, limits);
    }

    @Override
    public void beginMessage(int elements) {
        listHead(elements);
    }

    @Override
    public void integer(long value) {
        if (value >= 0) {
            unsigned(value);
        } else if (value >= -32) {
            out.put((int) value);
        } else if (value >= Byte.MIN_VALUE) {
            head(0xd0, value, 1);
        } else if (value >= Short.MIN_VALUE) {
            head(0xd1, value, 2);
        } else if (value >= Integer.MIN_VALUE) {
            head(0xd2, value, 4);
        } else {
            head(0xd3, value, 8);
        }
    }

    @Override
    public void string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int length = utf8.length;
        if (length < 32) {
            out.put(0xa0 | length);
        } else if (length < 1 << 8) {
            head(0xd9, length, 1);
        } else if (length < 1 << 16) {
            head(0xda, length, 2);
        } else {
            head(0xdb, length, 4);
        }
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
        out.put(0xc0);
    }

    @Override
    void bool(Boolean value) {
        out.put(value ? 0xc3 : 0xc2);
    }

    @Override
    void floating(double value) {
        head(0xcb, Double.doubleToLongBits(value), 8);
    }

    @Override
    void binary(byte[] value) {
        int length = value.length;
        if (length < 1 << 8) {
            head(0xc4, length, 1);
        } else if (length < 1 << 16) {
            head(0xc5, length, 2);
        } else {
            head(0xc6, length, 4);
        }
        out.put(value);
    }

    @Override
    void big(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 64) {
            throw new Unencodable("MsgPack has no integers beyond 64 bits");
        }
        head(0xcf, value.longValue(), 8);
    }

    @Override
    void list(Collection<?> list) {
        listHead(list.size());
        for (Object value : list) {
            value(value);
        }
    }

    @Override
    void map(Map<?, ?> map) {
        int size = map.size();
        if (size < 16) {
            out.put(0x80 | size);
        } else if (size < 1 << 16) {
            head(0xde, size, 2);
        } else {
            head(0xdf, size, 4);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            string(key(entry.getKey()));
            value(entry.getValue());
        }
    }

    private void listHead(int size) {
        if (size < 16) {
            out.put(0x90 | size);
        } else if (size < 1 << 16) {
            head(0xdc, size, 2);
        } else {
            head(0xdd, size, 4);
        }
    }

    private void unsigned(long value) {
        if (value < 128) {
            out.put((int) value);
        } else if (value < 1 << 8) {
            head(0xcc, value, 1);
        } else if (value < 1 << 16) {
            head(0xcd, value, 2);
        } else if (value < 1L << 32) {
            head(0xce, value, 4);
        } else {
            head(0xcf, value, 8);
        }
    }

    private void head(int type, long argument, int width) {
        out.put(type);
        out.put(argument, width);
    }
}
