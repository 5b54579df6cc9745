package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.Thrift;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Message;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can be wrong with each vector, in each format: the message that is left, or a violation that says what is wrong, and nothing
 * else. What is right and wrong is in {@link Shape}.
 */
class VariantsTest {

    private static final long MOST_BYTES = 100_000;
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private static final List<@Nullable Object> VALUES = Collections.unmodifiableList(Arrays.asList(
            null,
            true,
            1.5,
            "text",
            "",
            new byte[] {1, 2},
            Long.MIN_VALUE,
            -1L,
            0L,
            1L,
            7L,
            9007199254740992L,
            9007199254740993L,
            Long.MAX_VALUE,
            BEYOND,
            List.of(),
            List.of(1L),
            Map.of(),
            Map.of("key", 1L)));

    static Stream<Vector> vectors() {
        return Vector.all().stream();
    }

    private static void check(Raw raw, List<?> elements) {
        byte[] bytes = raw.list(elements.stream().map(raw::value).toList());
        String fault = Shape.fault(elements.stream().map(e -> read(raw, e)).toList());
        if (fault == null) {
            Message message = raw.serializer().decode(bytes, 0, bytes.length);
            byte[] again = raw.serializer().encode(message);
            assertThat(raw.serializer().encode(raw.serializer().decode(again, 0, again.length)))
                    .isEqualTo(again);
        } else {
            ProtocolViolation violation = Violations.of(raw.serializer(), bytes);
            assertThat(violation.getMessage()).as("%s", elements).contains(fault);
            assertThat(violation.kind()).isEqualTo(ProtocolViolation.Kind.PROTOCOL);
            assertThat(violation.uri()).isEqualTo("wamp.error.protocol_violation");
        }
    }

    /** In JSON, what is binary is text until somebody asks for a value. */
    private static @Nullable Object read(Raw raw, @Nullable Object value) {
        return raw == Raw.JSON && value instanceof byte[] ? "\0AQI=" : value;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void elements_that_are_missing_or_too_many(Vector vector) {
        List<?> elements = vector.elements();
        for (Raw raw : Raw.values()) {
            for (int size = 0; size < elements.size(); size++) {
                check(raw, elements.subList(0, size));
            }
            for (int i = 1; i < elements.size(); i++) {
                List<Object> without = new ArrayList<>(elements);
                without.remove(i);
                check(raw, without);
            }
            for (Object value : VALUES) {
                List<@Nullable Object> more = new ArrayList<>(elements);
                for (int i = 0; i < 4; i++) {
                    more.add(value);
                    check(raw, more);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void elements_of_another_type_or_out_of_range(Vector vector) {
        for (Raw raw : Raw.values()) {
            for (int i = 0; i < vector.elements().size(); i++) {
                for (Object value : VALUES) {
                    List<@Nullable Object> other = new ArrayList<>(vector.elements());
                    other.set(i, value);
                    check(raw, other);
                }
            }
        }
    }

    @Test
    void what_is_no_list_is_said_to_be_no_message() {
        Map<Serializer, byte[]> none = Map.of(
                Serializers.json(), "hello".getBytes(StandardCharsets.UTF_8),
                Serializers.cbor(), new byte[] {(byte) 0xa0},
                Serializers.msgpack(), new byte[] {(byte) 0x80});
        none.forEach((serializer, bytes) ->
                assertThat(Violations.of(serializer, bytes)).hasMessage("no WAMP message: it is not a list"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messages_that_end_too_early(Vector vector) {
        for (Serializer serializer : Serializers.all()) {
            byte[] bytes = vector.bytes(serializer);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThat(Violations.of(serializer, cut).uri()).isEqualTo("wamp.error.protocol_violation");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messages_that_something_follows(Vector vector) {
        for (Serializer serializer : Serializers.all()) {
            byte[] bytes = vector.bytes(serializer);
            for (int next = 0; next < 256; next++) {
                if (!serializer.binary() && " \t\r\n".indexOf(next) >= 0) {
                    continue;
                }
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                longer[bytes.length] = (byte) next;
                assertThat(Violations.of(serializer, longer)).hasMessage("bytes follow the message");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messages_with_a_byte_that_is_another(Vector vector) {
        for (Serializer serializer : Serializers.all()) {
            byte[] bytes = vector.bytes(serializer);
            for (int at = 0; at < bytes.length; at++) {
                for (int flip : new int[] {0x01, 0x20, 0x40, 0x80, 0xFF}) {
                    byte[] other = bytes.clone();
                    other[at] ^= (byte) flip;
                    readable(serializer, other);
                }
            }
        }
    }

    /** A message, or a violation. */
    private static void readable(Serializer serializer, byte[] bytes) {
        try {
            Message message = serializer.decode(bytes, 0, bytes.length);
            assertThat(message.type()).isNotNull();
        } catch (ProtocolViolation expected) {
            assertThat(expected.uri()).isEqualTo("wamp.error.protocol_violation");
        } catch (RuntimeException e) {
            throw new AssertionError(HexFormat.of().formatHex(bytes), e);
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void lengths_and_depths_that_are_only_declared_cost_nothing(Vector vector) {
        for (Raw raw : Raw.values()) {
            List<byte[]> elements = vector.elements().stream().map(raw::value).toList();
            for (byte[] bomb : raw.bombs()) {
                assertThat(thriftily(raw.serializer(), bomb)).isNotNull();
                for (int i = 0; i < elements.size(); i++) {
                    List<byte[]> mined = new ArrayList<>(elements);
                    mined.set(i, bomb);
                    assertThat(thriftily(raw.serializer(), raw.list(mined))).isNotNull();
                    mined.set(i, nested(raw, bomb));
                    assertThat(thriftily(raw.serializer(), raw.list(mined))).isNotNull();
                }
            }
        }
    }

    private static byte[] nested(Raw raw, byte[] bomb) {
        byte[] opening = raw == Raw.JSON
                ? new byte[] {'{', '"', 'k', '"', ':'}
                : new byte[] {(byte) (raw == Raw.CBOR ? 0xA1 : 0x81), (byte) (raw == Raw.CBOR ? 0x61 : 0xA1), 'k'};
        byte[] all = Arrays.copyOf(opening, opening.length + bomb.length);
        System.arraycopy(bomb, 0, all, opening.length, bomb.length);
        return all;
    }

    /** The violation, for little memory beside that of the bytes themselves. */
    private static ProtocolViolation thriftily(Serializer serializer, byte[] bytes) {
        return Thrift.require(MOST_BYTES + 4L * bytes.length, () -> Violations.of(serializer, bytes));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void values_as_deep_as_may_be_and_one_level_more(Vector vector) {
        for (Raw raw : Raw.values()) {
            List<?> elements = vector.elements();
            for (int i = 1; i < elements.size(); i++) {
                if (elements.get(i) instanceof Map || elements.get(i) instanceof List) {
                    List<Object> deep = new ArrayList<>(elements);
                    deep.set(i, nest(Objects.requireNonNull(elements.get(i)), 62));
                    check(raw, deep);
                    deep.set(i, nest(Objects.requireNonNull(elements.get(i)), 63));
                    byte[] bytes = raw.list(deep.stream().map(raw::value).toList());
                    assertThat(Violations.of(raw.serializer(), bytes)).hasMessage("nesting exceeds 64 levels");
                }
            }
        }
    }

    /** A container like this one, with so many more in it. */
    private static Object nest(Object like, int levels) {
        Object value = 1L;
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
        }
        return like instanceof Map ? Map.of("k", value) : List.of(value);
    }
}
