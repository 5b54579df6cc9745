package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentUrisTest {

    private static String read(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return RecentUris.text(bytes, 1, bytes.length - 1);
    }

    @Test
    void a_uri_is_the_same_object_when_it_comes_again() {
        assertThat(read("com.example.topic1")).isEqualTo("com.example.topic1").isSameAs(read("com.example.topic1"));
    }

    @Test
    void whatever_came_before_each_text_is_what_its_bytes_say() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "com.example." : "");
            int length = random.nextInt(random.nextInt(20) == 0 ? 200 : 12);
            for (int c = 0; c < length; c++) {
                text.append(random.nextInt(10) == 0 ? 'ä' : (char) ('a' + random.nextInt(3)));
            }
            assertThat(read(text.toString())).isEqualTo(text.toString());
        }
    }

    @Test
    void what_is_no_text_is_refused_each_time() {
        byte[] bytes = "com.example.topic".getBytes(StandardCharsets.UTF_8);
        RecentUris.text(bytes, 0, bytes.length);
        bytes[5] = (byte) 0xff;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> RecentUris.text(bytes, 0, bytes.length)).isInstanceOf(ProtocolViolation.class);
        }
    }
}
