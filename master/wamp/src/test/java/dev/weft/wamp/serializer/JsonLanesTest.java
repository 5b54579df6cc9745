package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Call;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts are read sixteen and eight characters at a time, and in blocks where they are long: what is special is seen in each of the
 * places, and at the end.
 */
class JsonLanesTest {

    private static final int PLACES = 36;

    private static Call call(String text) {
        byte[] bytes = ("[48,1,{},\"com.example.procedure\",[\"" + text + "\"]]").getBytes(StandardCharsets.UTF_8);
        return (Call) Serializers.json().decode(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "'\\\"','\"'",
        "'\\\\','\\'",
        "'\\n','\n'",
        "' ',' '",
        "~,~",
        "'!','!'",
        "ä,ä",
        "€,€",
        "😀,😀",
        "'[','['"
    })
    void a_character_is_read_wherever_it_stands(String written, String meant) {
        for (int before = 0; before < PLACES; before++) {
            for (int behind = 0; behind < PLACES; behind++) {
                String text = "a".repeat(before) + written + "b".repeat(behind) + written;
                assertThat(call(text).payload().argument(0))
                        .isEqualTo("a".repeat(before) + meant + "b".repeat(behind) + meant);
            }
        }
    }

    @Test
    void a_control_character_is_refused_wherever_it_stands() {
        for (int before = 0; before < PLACES; before++) {
            for (char control : new char[] {0, 1, '\n', 0x1f}) {
                String text = "a".repeat(before) + control + "b".repeat(PLACES);
                assertThatThrownBy(() -> call(text)).isInstanceOf(ProtocolViolation.class);
            }
        }
    }

    @Test
    void a_text_without_an_end_is_refused() {
        for (int length = 0; length < PLACES; length++) {
            byte[] bytes = ("[48,1,{},\"" + "a".repeat(length)).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Serializers.json().decode(bytes, 0, bytes.length))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void each_byte_of_a_long_text_is_what_it_would_be_alone() {
        byte[] text = new byte[50_000];
        int end = text.length - 3;
        for (int value = 0; value < 256; value++) {
            for (int place : new int[] {0, 7, 2047, 2048, 2049, 4096, 18_431, 18_432, 20_000, 34_816, 49_000, 49_990}) {
                Arrays.fill(text, (byte) 'x');
                text[place] = (byte) value;
                boolean special = value < 0x20 || value >= 0x80 || value == '"' || value == '\\';
                int stop = PlainJson.skip(text, 0, end);
                if (special) {
                    assertThat(stop).as("byte %d at %d", value, place).isEqualTo(place);
                } else {
                    assertThat(stop).as("byte %d at %d", value, place).isBetween(end - 7, end);
                }
            }
        }
    }

    @Test
    void of_several_in_a_long_text_the_first_is_found() {
        Random random = new Random(17);
        byte[] text = new byte[70_000];
        for (int round = 0; round < 2_000; round++) {
            Arrays.fill(text, (byte) '~');
            int first = text.length;
            for (int i = 0; i < 3; i++) {
                int place = random.nextInt(text.length);
                text[place] = (byte) "\"\\\n\u00e4".charAt(random.nextInt(4));
                first = Math.min(first, place);
            }
            int from = random.nextInt(first + 1);
            int stop = PlainJson.skip(text, from, text.length);
            // Of the last seven bytes each is looked at by who asks.
            assertThat(stop).as("round %d", round).isEqualTo(Math.min(first, Math.max(stop, text.length - 7)));
        }
    }
}
