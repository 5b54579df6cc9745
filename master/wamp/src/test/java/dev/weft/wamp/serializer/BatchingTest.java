package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchingTest {

    static List<Serializer> batched() {
        return Serializers.batched();
    }

    @ParameterizedTest
    @MethodSource("batched")
    void messages_come_out_of_a_frame_as_they_were_put_in(Serializer serializer) {
        Batching batching = serializer.newBatching().orElseThrow();
        byte[] first = serializer.encode(new Result(1, Dict.empty(), Payload.of("ä")));
        byte[] second = serializer.encode(new Result(2, Dict.empty(), Payload.of(new byte[] {0x18, 0x1E, 0})));
        byte[] frame = new byte[first.length + second.length + 2 * batching.overhead()];
        int end = batching.put(second, frame, batching.put(first, frame, 0));
        assertThat(end).isEqualTo(frame.length);

        List<Message> messages = new ArrayList<>();
        serializer
                .newBatching()
                .orElseThrow()
                .split(frame, (offset, length) -> messages.add(serializer.decode(frame, offset, length)));

        assertThat(messages).extracting(m -> ((Result) m).request()).containsExactly(1L, 2L);
        assertThat(((Result) messages.get(0)).payload().argument(0)).isEqualTo("ä");
    }

    @ParameterizedTest
    @MethodSource("batched")
    void a_batched_serializer_writes_messages_as_the_plain_one_does(Serializer serializer) {
        Message message = new Result(1, Dict.empty(), Payload.of(7L));
        assertThat(serializer.encode(message)).isEqualTo(serializer.single().encode(message));
        assertThat(serializer.name()).isEqualTo(serializer.single().name() + ".batched");
        assertThat(serializer.rawSocketId()).isZero();
        assertThat(serializer.single().newBatching()).isEmpty();
    }

    @Test
    void lengths_are_32_bits_big_endian() {
        byte[] frame = new byte[7];
        new PrefixedBatching().put(new byte[] {1, 2, 3}, frame, 0);
        assertThat(frame).containsExactly(0, 0, 0, 3, 1, 2, 3);
    }

    @Test
    void json_is_followed_by_character_30_and_at_the_end_of_a_frame_that_may_be_missing() {
        Batching batching = new SeparatedBatching();
        byte[] frame = new byte[3];
        batching.put(utf8("[]"), frame, 0);
        assertThat(frame).containsExactly('[', ']', 0x1E);
        assertThat(split(batching, utf8("[1]\u001e[2]"))).containsExactly("[1]", "[2]");
    }

    @Test
    void a_peer_that_separates_with_character_24_gets_it_back() {
        Batching batching = new SeparatedBatching();
        assertThat(split(batching, utf8("[1]\u0018[2]\u0018"))).containsExactly("[1]", "[2]");
        byte[] frame = new byte[3];
        batching.put(utf8("[]"), frame, 0);
        assertThat(frame).containsExactly('[', ']', 0x18);
    }

    @Test
    void frames_with_nothing_in_them_are_refused() {
        for (Serializer serializer : Serializers.batched()) {
            assertThatThrownBy(() -> split(serializer.newBatching().orElseThrow(), new byte[0]))
                    .isInstanceOf(ProtocolViolation.class)
                    .hasMessage("a batch without a message");
        }
    }

    @Test
    void a_thousand_messages_are_read_and_one_more_is_refused() {
        byte[] separators = new byte[1001];
        Arrays.fill(separators, (byte) 0x1E);
        refused(new SeparatedBatching(), separators, "a batch of more than 1000 messages");
        refused(new PrefixedBatching(), new byte[4004], "a batch of more than 1000 messages");
        assertThat(split(new SeparatedBatching(), Arrays.copyOf(separators, 1000)))
                .hasSize(1000);
        assertThat(split(new PrefixedBatching(), new byte[4000])).hasSize(1000);
    }

    @Test
    void batches_that_are_cut_off_are_refused_whatever_length_they_claim() {
        refused(new PrefixedBatching(), new byte[] {0, 0, 0}, "a batch ends within the length of a message");
        refused(new PrefixedBatching(), new byte[] {0, 0, 0, 2, 1}, "a batch ends within a message");
        refused(new PrefixedBatching(), new byte[] {-1, -1, -1, -1, 1}, "a batch ends within a message");
        refused(new PrefixedBatching(), new byte[] {127, -1, -1, -1, 1}, "a batch ends within a message");
    }

    private static void refused(Batching batching, byte[] frame, String message) {
        assertThatThrownBy(() -> split(batching, frame))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage(message);
    }

    private static List<String> split(Batching batching, byte[] frame) {
        List<String> messages = new ArrayList<>();
        batching.split(
                frame, (offset, length) -> messages.add(new String(frame, offset, length, StandardCharsets.UTF_8)));
        return messages;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
