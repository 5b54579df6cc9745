package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Message;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {

    static Stream<Serializer> serializers() {
        return Serializers.all().stream();
    }

    @Test
    void there_is_a_vector_for_every_message_type() {
        assertThat(Golden.all().stream()
                        .map(g -> (Object) g.message().getClass())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder((Object[]) Message.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void messages_are_written_as_another_implementation_writes_them(Serializer serializer) {
        for (Golden golden : Golden.all()) {
            assertThat(serializer.encode(golden.message()))
                    .as("%s", golden.json())
                    .isEqualTo(golden.bytes(serializer));
        }
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void messages_are_read_back_from_anywhere_in_an_array(Serializer serializer) {
        for (Golden golden : Golden.all()) {
            byte[] bytes = golden.bytes(serializer);
            byte[] padded = new byte[bytes.length + 9];
            Arrays.fill(padded, (byte) 0x81);
            System.arraycopy(bytes, 0, padded, 4, bytes.length);

            assertThat(serializer.decode(padded, 4, bytes.length)).isEqualTo(golden.message());
        }
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void a_message_that_was_read_is_written_in_every_format_as_the_original(Serializer from) {
        for (Golden golden : Golden.all()) {
            byte[] bytes = golden.bytes(from);
            Message read = from.decode(bytes, 0, bytes.length);
            for (Serializer to : Serializers.all()) {
                assertThat(to.encode(read)).as("%s", golden.json()).isEqualTo(golden.bytes(to));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void every_shortened_message_is_a_violation(Serializer serializer) {
        for (Golden golden : Golden.all()) {
            byte[] bytes = golden.bytes(serializer);
            for (int length = 0; length < bytes.length; length++) {
                assertThat(Violations.of(serializer, Arrays.copyOf(bytes, length)))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("serializers")
    void bytes_after_the_message_are_a_violation(Serializer serializer) {
        for (Golden golden : Golden.all()) {
            byte[] bytes = golden.bytes(serializer);
            assertThat(Violations.of(serializer, Arrays.copyOf(bytes, bytes.length + 1)))
                    .hasMessageContaining("bytes follow");
        }
    }
}
