package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {

    @Test
    void texts_are_told_from_what_is_none_as_the_jdk_does() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] |= (byte) (random.nextInt(4) == 0 ? 0 : 0x80);
            }
            assertThat(TextCheck.isText(bytes, 0, bytes.length))
                    .as("seed " + seed + ": " + HexFormat.of().formatHex(bytes))
                    .isEqualTo(isText(bytes));
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void a_character_may_be_in_several_parts_but_not_in_half_at_the_end() {
        TextCheck check = new TextCheck();
        for (byte b : "ä€𝄞".getBytes(StandardCharsets.UTF_8)) {
            check.next(new byte[] {b});
        }
        check.end();
        check.next(new byte[] {(byte) 0xE2});
        assertThatThrownBy(check::end).isInstanceOf(ProtocolViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "c1", "f5", "ff", "80", "e080", "eda0", "f08f", "f490", "c241"})
    void what_cannot_become_a_text_is_told_at_once(String hex) {
        assertThatThrownBy(() -> new TextCheck().next(HexFormat.of().parseHex(hex)))
                .extracting(e -> ((ProtocolViolation) e).kind())
                .isEqualTo(ProtocolViolation.Kind.INVALID_UTF8);
    }
}
