package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @Test
    void binary_in_json_is_base64_after_a_zero_character() {
        byte[] binary = {0x10, (byte) 0xe3, (byte) 0xff};

        assertThat(json(binary)).isEqualTo("[50,1,{},[\"\\u0000EOP/\"]]");
        assertThat((byte[]) fromJson("\"\\u0000EOP/\"")).isEqualTo(binary);
    }

    @Test
    void text_after_a_zero_character_that_is_no_base64_stays_text() {
        assertThat(fromJson("\"\\u0000?\"")).isEqualTo("\0?");
    }

    @Test
    void integers_are_long_and_beyond_64_bits_big() {
        assertThat(fromJson("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(fromJson("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(fromJson("1e3")).isEqualTo(1000.0);
    }

    @ParameterizedTest
    @CsvSource({
        "f90001, 5.960464477539063E-8",
        "f97bff, 65504.0",
        "f9c400, -4.0",
        "fa47c35000, 100000.0",
        "fbc010666666666666, -4.1"
    })
    void cbor_floats_of_every_width_are_double(String hex, double expected) {
        assertThat(fromCbor(hex)).isEqualTo(expected);
    }

    /** As encoders of JavaScript write integers beyond 32 bits. */
    @ParameterizedTest
    @CsvSource({
        "cbor, 831832fb4325cc071ebb7a46a0, 3067652731682083",
        "cbor, 831832fa5a000000a0, 9007199254740992",
        "msgpack, 9332cb4325cc071ebb7a4680, 3067652731682083",
        "msgpack, 9332ca5a00000080, 9007199254740992"
    })
    void ids_may_be_written_as_floats(String serializer, String hex, long expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        Message message = Serializers.byName(serializer).orElseThrow().decode(bytes, 0, bytes.length);

        assertThat(((Result) message).request()).isEqualTo(expected);
    }

    /** As encoders of JavaScript write undefined: in options, in arguments, and for arguments. */
    @ParameterizedTest
    @CsvSource({
        "cbor, 841832 01 a16161f7 81f7",
        "msgpack, 9432 01 81a161d40000 91d40000",
        "msgpack, 9532 01 81a161d40000 91d40000 d40000"
    })
    void undefined_is_null(String serializer, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        Result result = (Result) Serializers.byName(serializer).orElseThrow().decode(bytes, 0, bytes.length);

        assertThat(result.details().has("a")).isTrue();
        assertThat(result.details().get("a")).isNull();
        assertThat(result.payload().arguments()).containsExactly((Object) null);
        assertThat(result.payload().keywords()).isEmpty();
    }

    @Test
    void cbor_lengths_may_be_indefinite() {
        assertThat(fromCbor("9f0102ff")).isEqualTo(List.of(1L, 2L));
        assertThat(fromCbor("bf6161016162 9fffff")).isEqualTo(Map.of("a", 1L, "b", List.of()));
        assertThat(fromCbor("7f6161 6162ff")).isEqualTo("ab");
        assertThat((byte[]) fromCbor("5f4101 420203ff")).isEqualTo(new byte[] {1, 2, 3});
        byte[] message = HexFormat.of().parseHex("9f183201a080ff");
        assertThat(Serializers.cbor().decode(message, 0, message.length))
                .isEqualTo(new Result(1, Dict.empty(), Payload.empty()));
    }

    @Test
    void cbor_tags_are_skipped_except_those_of_big_integers() {
        assertThat(fromCbor("c06161")).isEqualTo("a");
        assertThat(fromCbor("d9d9f7 c101")).isEqualTo(1L);
        assertThat(fromCbor("c249010000000000000000")).isEqualTo(BigInteger.ONE.shiftLeft(64));
        assertThat(fromCbor("c349010000000000000000"))
                .isEqualTo(BigInteger.ONE.shiftLeft(64).not());
        assertThat(fromCbor("3bffffffffffffffff"))
                .isEqualTo(BigInteger.ONE.shiftLeft(64).negate());
    }

    @Test
    void a_big_integer_crosses_cbor_and_is_refused_by_msgpack() {
        Result message = result(BigInteger.TWO.pow(100));
        byte[] bytes = Serializers.cbor().encode(message);

        Result read = (Result) Serializers.cbor().decode(bytes, 0, bytes.length);

        assertThat(read).isEqualTo(message);
        assertThatThrownBy(() -> Serializers.msgpack().encode(read)).isInstanceOf(Unencodable.class);
    }

    @Test
    void what_no_format_can_carry_is_refused_without_naming_the_value() {
        assertThatThrownBy(() -> Serializers.cbor().encode(result(new AtomicReference<>("secret"))))
                .isInstanceOf(Unencodable.class)
                .hasMessageContaining("AtomicReference")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Serializers.json().encode(result(Double.NaN))).isInstanceOf(Unencodable.class);
        assertThatThrownBy(() -> Serializers.json().encode(result(Map.of(1, 2))))
                .isInstanceOf(Unencodable.class);
    }

    @Test
    void null_stands_for_missing_arguments_or_keywords() {
        byte[] bytes = "[50, 1, {}, null, {\"a\": 1}]".getBytes(StandardCharsets.UTF_8);

        Result read = (Result) Serializers.json().decode(bytes, 0, bytes.length);

        assertThat(read.payload()).isEqualTo(Payload.ofKeywords(Map.of("a", 1L)));
        assertThat(new String(Serializers.json().encode(read), StandardCharsets.UTF_8))
                .isEqualTo("[50,1,{},[],{\"a\": 1}]");
    }

    @Test
    void serializers_are_found_by_name_and_by_rawsocket_number() {
        assertThat(Serializers.byName("cbor")).containsSame(Serializers.cbor());
        assertThat(Serializers.byName("flatbuffers")).isEmpty();
        assertThat(Arrays.asList(1, 2, 3))
                .map(id -> Serializers.byRawSocketId(id).orElseThrow().name())
                .containsExactly("json", "msgpack", "cbor");
    }

    private static Result result(Object argument) {
        return new Result(1, Dict.empty(), Payload.of(argument));
    }

    private static String json(Object argument) {
        return new String(Serializers.json().encode(result(argument)), StandardCharsets.UTF_8);
    }

    private static Object fromJson(String value) {
        byte[] bytes = ("[50,1,{},[" + value + "]]").getBytes(StandardCharsets.UTF_8);
        return argument(Serializers.json(), bytes);
    }

    private static Object fromCbor(String hex) {
        return argument(Serializers.cbor(), HexFormat.of().parseHex("84183201a081" + hex.replace(" ", "")));
    }

    private static Object argument(Serializer serializer, byte[] bytes) {
        return Objects.requireNonNull(
                ((Result) serializer.decode(bytes, 0, bytes.length)).payload().argument(0));
    }
}
