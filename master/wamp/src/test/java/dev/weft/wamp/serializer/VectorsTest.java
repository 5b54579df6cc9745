package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.Same;
import dev.weft.wamp.client.ClientRoles;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.uri.MatchPolicy;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message with every option that the code knows, between its record and its bytes. */
class VectorsTest {

    static Stream<Vector> vectors() {
        return Vector.all().stream();
    }

    @Test
    void there_is_a_vector_for_every_message_type() {
        assertThat(vectors().map(Vector::type).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MessageType.values());
    }

    @Test
    void there_is_an_error_for_every_request_that_may_have_one() {
        Set<Object> answered = vectors()
                .filter(v -> v.type() == MessageType.ERROR)
                .map(v -> (Object) String.valueOf(v.fields().get("requestType")))
                .collect(Collectors.toSet());
        assertThat(answered)
                .containsExactlyInAnyOrder(Arrays.stream(MessageType.values())
                        .filter(MessageType::isRequest)
                        .map(Enum::name)
                        .toArray());
    }

    @Test
    void there_is_a_vector_for_every_option() throws IllegalAccessException {
        Set<String> seen = new HashSet<>();
        vectors().forEach(v -> {
            collectKeys(v.fields().get("options"), seen);
            collectKeys(v.fields().get("details"), seen);
        });
        for (Field option : Options.class.getDeclaredFields()) {
            assertThat(seen).as(option.getName()).contains((String) option.get(null));
        }
    }

    @Test
    void there_is_a_vector_for_every_feature_that_a_client_announces() {
        Set<String> seen = new HashSet<>();
        vectors().filter(v -> v.type() == MessageType.HELLO).forEach(v -> collectKeys(v.fields(), seen));
        Set<String> announced = new HashSet<>();
        collectKeys(ClientRoles.dict().values(), announced);
        assertThat(seen).containsAll(announced);
    }

    @Test
    void there_is_a_vector_for_every_way_to_match() {
        for (MessageType type : List.of(MessageType.SUBSCRIBE, MessageType.REGISTER)) {
            Set<Object> seen = vectors()
                    .filter(v -> v.type() == type)
                    .map(v -> String.valueOf(
                            ((Map<?, ?>) Objects.requireNonNull(v.fields().get("options"))).get(Options.MATCH)))
                    .collect(Collectors.toSet());
            for (MatchPolicy policy : MatchPolicy.values()) {
                assertThat(seen).contains(policy.wireName());
            }
        }
    }

    private static void collectKeys(@Nullable Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                into.add((String) key);
                collectKeys(inner, into);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void it_is_written_as_another_program_writes_it(Vector vector) {
        for (Serializer serializer : Serializers.ofWebSocket()) {
            assertThat(serializer.encode(vector.message()))
                    .as(serializer.name())
                    .isEqualTo(vector.bytes(serializer));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void it_is_read_and_written_in_every_other_format(Vector vector) {
        for (Serializer from : Serializers.ofWebSocket()) {
            byte[] bytes = vector.bytes(from);
            Message read = from.decode(bytes, 0, bytes.length);
            assertThat(Same.messages(vector.message(), read)).as(from.name()).isTrue();
            for (Serializer to : Serializers.all()) {
                // What nobody has read yet, and what was read.
                assertThat(to.encode(from.decode(bytes, 0, bytes.length))).isEqualTo(vector.bytes(to));
                assertThat(to.encode(read)).isEqualTo(vector.bytes(to));
            }
        }
    }

    @Test
    void all_of_them_share_a_frame() {
        for (Serializer serializer : Serializers.batched()) {
            Batching batching = serializer.newBatching().orElseThrow();
            List<byte[]> messages = vectors().map(v -> v.bytes(serializer)).toList();
            byte[] frame = new byte
                    [messages.stream()
                            .mapToInt(m -> m.length + batching.overhead())
                            .sum()];
            int at = 0;
            for (byte[] message : messages) {
                at = batching.put(message, frame, at);
            }
            List<byte[]> read = new ArrayList<>();
            batching.split(frame, (offset, length) -> read.add(Arrays.copyOfRange(frame, offset, offset + length)));
            assertThat(read.toArray(byte[][]::new)).isDeepEqualTo(messages.toArray(byte[][]::new));
        }
    }
}
