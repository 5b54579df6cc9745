package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.Limits;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTest {

    static List<Serializer> serializers() {
        return Serializers.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[7]",
                "[-1]",
                "[1.0,null,{}]",
                "[\"1\",null,{}]",
                "[1,\"r\"]",
                "[1,\"r\",{},1]",
                "[1,\"r\",[]]",
                "[1,7,{}]",
                "[50,0,{}]",
                "[50,-1,{}]",
                "[50,9007199254740993,{}]",
                "[50,99999999999999999999,{}]",
                "[50,1.5,{}]",
                "[50,1,{},{}]",
                "[50,1,{},[],[]]",
                "[50,1,{},[],{},1]",
                "[50,1,null]",
                "[67,-1]",
                "[8,50,1,{},\"e\"]",
                "[8,1,1,{},\"e\"]",
                "[50,1,{},[1 2]]",
                "[50,1,{},[1,]]",
                "[50,1,{},[,1]]",
                "[50,1,{},[01]]",
                "[50,1,{},[-]]",
                "[50,1,{},[1.]]",
                "[50,1,{},[1e]]",
                "[50,1,{},[+1]]",
                "[50,1,{},[.5]]",
                "[50,1,{},[NaN]]",
                "[50,1,{},[nul]]",
                "[50,1,{},[True]]",
                "[50,1,{},[\"\\x\"]]",
                "[50,1,{},[\"\\u12g4\"]]",
                "[50,1,{},[\"\\ud800\"]]",
                "[50,1,{},[\"\\udc00\\ud800\"]]",
                "[50,1,{},[\"\n\"]]",
                "[50,1,{},[],{\"a\"}]",
                "[50,1,{},[],{a:1}]",
                "[50,1,{},[],{1:1}]",
                "[50,1,{},[],{\"a\":1,}]",
                "[50,1,{}]]",
                "[50,1,{}] x",
                "\ufeff[50,1,{}]"
            })
    void malformed_json_is_a_violation(String text) {
        assertThat(Violations.ofJson(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f6", // no list
                "83 1832 01 bf", // no end of the dictionary
                "83 1832 01 bf ff ff", // a break too many
                "84 1832 01 a0 ff", // a break for a value
                "84 1832 01 a0 9b ffffffffffffffff", // a list of 2^64-1 elements
                "84 1832 01 a0 9a 7fffffff", // a list of 2^31-1 elements
                "84 1832 01 a0 81 5b 7fffffffffffffff 00", // bytes without end
                "84 1832 01 a0 81 7a 00000010 00", // a string longer than the message
                "84 1832 01 a0 81 7f 41 61 ff", // a chunk of bytes in a text
                "84 1832 01 a0 81 7f 7f ff ff", // an indefinite chunk in an indefinite text
                "84 1832 01 a0 81 1c", // reserved length
                "84 1832 01 a0 81 1f", // an indefinite integer
                "84 1832 01 a0 81 df", // an indefinite tag
                "84 1832 01 a0 81 f8 20", // a simple value that has no meaning
                "84 1832 01 a0 81 e0",
                "84 1832 01 a0 81 62 c328", // no UTF-8
                "85 1832 01 a0 80 a1 01 02", // an integer as a key
                "85 1832 01 a0 80 a1 41 61 02", // bytes as a key
                "83 1832 1b 8000000000000000 a0", // an id of 2^63
                "83 1832 fb 3ff8000000000000 a0", // an id of 1.5
                "83 1832 fb 4340000000000001 a0", // an id of 2^53 + 2
                "83 1832 fb 7ff8000000000000 a0", // an id that is no number
                "83 1832 f5 a0" // a boolean for an id
            })
    void malformed_cbor_is_a_violation(String hex) {
        assertThat(Violations.ofHex(Serializers.cbor(), hex)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0", // no list
                "94 32 01 80 dd ffffffff", // a list of 2^32-1 elements
                "94 32 01 80 91 c6 ffffffff 00", // bytes without end
                "94 32 01 80 91 db 00000010 00", // a string longer than the message
                "94 32 01 80 91 c1", // never used
                "94 32 01 80 91 d4 01 02", // an extension
                "94 32 01 80 91 d4 00 01",
                "94 32 01 80 91 d4 00",
                "94 32 01 80 91 a2 c328", // no UTF-8
                "95 32 01 80 90 81 01 02", // an integer as a key
                "95 32 01 80 90 df 7fffffff", // a dictionary of 2^31-1 entries
                "93 32 cf ffffffffffffffff 80", // an id of 2^64-1
                "93 32 cb 3ff8000000000000 80", // an id of 1.5
                "93 32 cb 7ff0000000000000 80", // an infinite id
                "93 32 c0 80" // null for an id
            })
    void malformed_msgpack_is_a_violation(String hex) {
        assertThat(Violations.ofHex(Serializers.msgpack(), hex)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "e08080", "eda080", "f0808080", "f4908080", "f5808080", "80", "e282", "ff"})
    void text_that_is_no_utf8_is_told_apart(String hex) {
        byte[] text = HexFormat.of().parseHex(hex);
        byte[] json = "[50,1,{},[\"????????\"]]".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, json, 11, text.length);

        assertThat(Violations.of(Serializers.json(), json).kind()).isEqualTo(ProtocolViolation.Kind.INVALID_UTF8);
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void depth_is_bounded_by_the_limit_and_not_below_it(Serializer serializer) {
        // The message and its list of arguments are two levels.
        assertThat(roundTrip(serializer, nested(62))).isNotNull();

        byte[] tooDeep = new TooGenerous(serializer).encode(nested(63));
        assertThat(Violations.of(serializer, tooDeep)).hasMessageContaining("nesting");
        byte[] bottomless = new byte[1_000_000];
        Arrays.fill(bottomless, (byte)
                (serializer.name().equals("json") ? '[' : serializer.name().equals("cbor") ? 0x81 : 0x91));
        assertThat(Violations.of(serializer, bottomless)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void elements_and_keys_are_bounded(Serializer serializer) {
        List<Long> many = Collections.nCopies(100_000, 1L);
        assertThat(Violations.of(serializer, serializer.encode(result(many)))).hasMessageContaining("100000 elements");

        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            map.put("k" + i, 1L);
        }
        assertThat(Violations.of(serializer, serializer.encode(result(map)))).hasMessageContaining("10000 keys");
        byte[] options = serializer.encode(new Result(1, Dict.of(map), Payload.empty()));
        assertThat(Violations.of(serializer, options)).hasMessageContaining("10000 keys");
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void keys_are_no_elements_in_any_format(Serializer serializer) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 9_900; i++) {
            map.put("k" + i, 1L);
        }
        List<Object> ten = Collections.nCopies(10, map);
        assertThat(roundTrip(serializer, result(ten))).isEqualTo(List.of(ten));
    }

    @Test
    void the_largest_integer_that_json_may_bring_is_one_in_cbor_too_and_none_is_larger() {
        for (String sign : List.of("", "-")) {
            String digits = sign + "9".repeat(308 - sign.length());
            byte[] json = ("[50,1,{\"n\":" + digits + "},[" + digits + "]]").getBytes(StandardCharsets.UTF_8);
            byte[] cbor = Serializers.cbor().encode(Serializers.json().decode(json, 0, json.length));
            Result read = (Result) Serializers.cbor().decode(cbor, 0, cbor.length);
            assertThat(read.payload().argument(0)).isEqualTo(new BigInteger(digits));
            assertThat(read.details().get("n")).isEqualTo(new BigInteger(digits));
            assertThat(Violations.ofJson("[50,1,{},[" + digits + "9]]")).hasMessage("number exceeds 308 characters");
        }
        BigInteger larger = BigInteger.ONE.shiftLeft(1024);
        for (Serializer serializer : Serializers.all()) {
            assertThatThrownBy(() -> serializer.encode(result(larger))).isInstanceOf(Unencodable.class);
        }
    }

    private static Object roundTrip(Serializer serializer, Result message) {
        byte[] bytes = serializer.encode(message);
        return ((Result) serializer.decode(bytes, 0, bytes.length)).payload().arguments();
    }

    private static Result nested(int levels) {
        Object value = 1L;
        for (int i = 0; i < levels; i++) {
            value = List.of(value);
        }
        return result(value);
    }

    private static Result result(Object argument) {
        return new Result(1, Dict.empty(), Payload.of(argument));
    }

    /** Writes deeper than its reader allows. */
    private record TooGenerous(Serializer like) {

        byte[] encode(Result message) {
            return Serializers.all(new Limits(256, 100_000, 10_000)).stream()
                    .filter(s -> s.name().equals(like.name()))
                    .findFirst()
                    .orElseThrow()
                    .encode(message);
        }
    }
}
