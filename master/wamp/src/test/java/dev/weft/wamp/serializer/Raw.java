package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes of lists that need not be messages, in one of the formats. */
enum Raw {
    JSON(Serializers.json(), 0),
    CBOR(Serializers.cbor(), 0x80),
    MSGPACK(Serializers.msgpack(), 0x90);

    private static final Limits WIDE = new Limits(256, 1 << 20, 1 << 20);

    private final Serializer serializer;
    private final int listHead;

    Raw(Serializer serializer, int listHead) {
        this.serializer = serializer;
        this.listHead = listHead;
    }

    Serializer serializer() {
        return serializer;
    }

    byte[] value(@Nullable Object value) {
        ValueWriter writer = switch (this) {
            case JSON -> new JsonWriter(new Output(64), WIDE);
            case CBOR -> new CborWriter(new Output(64), WIDE);
            case MSGPACK -> new MsgPackWriter(new Output(64), WIDE);
        };
        writer.value(value);
        return writer.out.toByteArray();
    }

    /** A list of up to 15 elements, each of which is encoded already. */
    byte[] list(List<byte[]> elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(this == JSON ? '[' : listHead | elements.size());
        for (int i = 0; i < elements.size(); i++) {
            if (this == JSON && i > 0) {
                bytes.write(',');
            }
            bytes.writeBytes(elements.get(i));
        }
        if (this == JSON) {
            bytes.write(']');
        }
        return bytes.toByteArray();
    }

    /** Beginnings of values that say that more will follow than anybody has room for. */
    List<byte[]> bombs() {
        return switch (this) {
            case JSON ->
                List.of(
                        text("9".repeat(100_000)),
                        text("-0." + "1".repeat(100_000)),
                        text("1e" + "9".repeat(600)),
                        text("\"" + "x".repeat(1000)),
                        text("{\"a\":{\"b\":"),
                        text("[".repeat(10_000)),
                        text("{\"\":".repeat(10_000)));
            case CBOR ->
                hex(
                        "9affffffff",
                        "9b7fffffffffffffff",
                        "9bffffffffffffffff",
                        "baffffffff",
                        "bb7fffffffffffffff",
                        "bbffffffffffffffff",
                        "5affffffff",
                        "5b7fffffffffffffff",
                        "5bffffffffffffffff",
                        "7affffffff",
                        "7b7fffffffffffffff",
                        "7bffffffffffffffff",
                        "c25b7fffffffffffffff",
                        "5f5b7fffffffffffffff",
                        "7f7b7fffffffffffffff",
                        "9f",
                        "bf",
                        "81".repeat(10_000),
                        "9f".repeat(10_000),
                        "a160".repeat(10_000),
                        "c6".repeat(10_000));
            case MSGPACK ->
                hex(
                        "dcffff",
                        "dd7fffffff",
                        "ddffffffff",
                        "deffff",
                        "df7fffffff",
                        "dfffffffff",
                        "c5ffff",
                        "c67fffffff",
                        "c6ffffffff",
                        "daffff",
                        "db7fffffff",
                        "dbffffffff",
                        "c9ffffffff01",
                        "91".repeat(10_000),
                        "81a0".repeat(10_000));
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> hex(String... texts) {
        return Arrays.stream(texts).map(HexFormat.of()::parseHex).toList();
    }
}
