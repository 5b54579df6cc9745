package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Call;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are read sixteen and eight characters at a time: what is special is seen in each of the places, and at the end. */
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
}
