package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.codec.WireWriter;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Encoded;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks Java values; what each kind of value looks like in bytes is the business of the three formats. */
abstract sealed class ValueWriter implements WireWriter permits CborWriter, JsonWriter, MsgPackWriter {

    /** Readers take no larger integers. */
    private static final int MAX_BITS = 1024;

    final Output out;
    private final String format;
    private final int maxDepth;

    /** The message's own list is the first level. */
    private int depth = 1;

    ValueWriter(String format, Output out, Limits limits) {
        this.format = format;
        this.out = out;
        this.maxDepth = limits.depth();
    }

    @Override
    public void value(@Nullable Object value) {
        if (value instanceof String s) {
            string(s);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            integer(((Number) value).longValue());
        } else if (value == null) {
            nothing();
        } else if (value instanceof Boolean b) {
            bool(b);
        } else if (value instanceof Map<?, ?> m) {
            container(m);
        } else if (value instanceof Collection<?> c) {
            container(c);
        } else if (value instanceof Double || value instanceof Float) {
            floating(((Number) value).doubleValue());
        } else if (value instanceof byte[] b) {
            binary(b);
        } else if (value instanceof BigInteger i) {
            bigInteger(i);
        } else if (value instanceof Dict d) {
            container(d.values());
        } else {
            throw new Unencodable("not a WAMP value: " + value.getClass().getName());
        }
    }

    @Override
    public final boolean accepts(Encoded value) {
        return value.decoder().format().equals(format);
    }

    private void container(Map<?, ?> map) {
        enter();
        map(map);
        depth--;
    }

    private void container(Collection<?> list) {
        enter();
        list(list);
        depth--;
    }

    private void enter() {
        if (++depth > maxDepth) {
            throw new Unencodable("nesting exceeds " + maxDepth + " levels");
        }
    }

    private void bigInteger(BigInteger value) {
        if (value.bitLength() < 64) {
            integer(value.longValue());
        } else if (value.bitLength() > MAX_BITS) {
            throw new Unencodable("integer exceeds " + MAX_BITS + " bits");
        } else {
            big(value);
        }
    }

    static String key(@Nullable Object key) {
        if (key instanceof String s) {
            return s;
        }
        throw new Unencodable("a dictionary has a key that is no string");
    }

    abstract void nothing();

    abstract void bool(Boolean value);

    abstract void floating(double value);

    abstract void binary(byte[] value);

    /** Beyond 64 bits with sign, at most 1024. */
    abstract void big(BigInteger value);

    abstract void list(Collection<?> list);

    abstract void map(Map<?, ?> map);
}
