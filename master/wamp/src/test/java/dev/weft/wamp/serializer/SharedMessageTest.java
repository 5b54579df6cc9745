package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedMessageTest {

    /** As a router has it: the payload is in the bytes that it came in. */
    private static Message event(Serializer cameIn, int bytes) {
        Payload values = Payload.of(List.of("x".repeat(bytes), 7), Map.of("key", "y".repeat(bytes), "other", true));
        byte[] sent = cameIn.encode(new Event(1, 2, Dict.empty(), values));
        return cameIn.decode(sent, 0, sent.length);
    }

    private static byte[] pieces(EncodedMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.copyTo(out::write);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 5_000, 200_000})
    void is_the_same_object_for_all_recipients_of_a_format_and_the_same_bytes_as_a_message_of_its_own(int bytes) {
        for (Serializer cameIn : Serializers.all()) {
            Message event = event(cameIn, bytes);
            SharedMessage shared = new SharedMessage(event);
            for (Serializer goesOut : Serializers.all()) {
                EncodedMessage first = shared.encoded(goesOut);
                byte[] expected = goesOut.encode(event);

                // What others write meanwhile is nothing to it.
                goesOut.encode(event(goesOut, 3_000));

                assertThat(shared.encoded(goesOut)).isSameAs(first);
                assertThat(first.size()).isEqualTo(expected.length);
                assertThat(first.toByteArray()).isEqualTo(expected);
                assertThat(first.array()).isEqualTo(expected).isSameAs(first.array());
                assertThat(pieces(first)).isEqualTo(expected);
            }
        }
    }
}
