package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchTest {

    private static final Serializer CBOR = Serializers.cbor();

    private static Message publish(Object value) {
        return new Publish(1, Dict.empty(), "com.example.topic", Payload.of(value));
    }

    @Test
    void a_value_that_sends_a_message_while_it_is_written_disturbs_nothing() {
        byte[][] inner = new byte[1][];
        List<Object> sending = new AbstractList<>() {
            @Override
            public Object get(int index) {
                inner[0] = CBOR.encode(publish("within"));
                return "x".repeat(1000);
            }

            @Override
            public int size() {
                return 3;
            }
        };

        byte[] outer = CBOR.encode(publish(sending));

        assertThat(outer)
                .isEqualTo(CBOR.encode(publish(List.of("x".repeat(1000), "x".repeat(1000), "x".repeat(1000)))));
        assertThat(inner[0]).isEqualTo(CBOR.encode(publish("within")));
    }

    @Test
    void bytes_stay_as_they_are_when_the_next_message_is_written() {
        byte[] first = CBOR.encode(publish("first"));
        byte[] copy = Arrays.copyOf(first, first.length);

        CBOR.encode(publish("second"));
        CBOR.encode(publish("y".repeat(200_000)));
        assertThatThrownBy(() -> CBOR.encode(publish(new Object()))).isInstanceOf(Unencodable.class);

        assertThat(first).isEqualTo(copy);
        assertThat(CBOR.encode(publish("first"))).isEqualTo(copy);
    }
}
