package dev.weft.wamp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.wamp.Same;
import dev.weft.wamp.Thrift;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From bytes to messages, back, and into the other formats. */
class SerializerFuzzTest {

    /** What reading may take, beside what the bytes are worth. */
    private static final long FREE_BYTES = 100_000;

    private static final long BYTES_PER_BYTE = 200;

    @FuzzTest
    void json(byte[] bytes) {
        decode(Serializers.json(), bytes);
    }

    @FuzzTest
    void cbor(byte[] bytes) {
        decode(Serializers.cbor(), bytes);
    }

    @FuzzTest
    void msgpack(byte[] bytes) {
        decode(Serializers.msgpack(), bytes);
    }

    /** The first byte says which format. */
    @FuzzTest
    void batches(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        Serializer serializer = Serializers.batched()
                .get((bytes[0] & 0xFF) % Serializers.batched().size());
        Batching batching = serializer.newBatching().orElseThrow();
        List<byte[]> messages = split(batching, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (messages.isEmpty()) {
            return;
        }
        for (byte[] message : messages) {
            decode(serializer, message);
        }
        byte[] frame = new byte
                [messages.stream().mapToInt(m -> m.length + batching.overhead()).sum()];
        int at = 0;
        for (byte[] message : messages) {
            at = batching.put(message, frame, at);
        }
        assertThat(at).isEqualTo(frame.length);
        List<byte[]> again = split(batching, frame);
        assertThat(again.toArray(byte[][]::new)).isDeepEqualTo(messages.toArray(byte[][]::new));
    }

    private static List<byte[]> split(Batching batching, byte[] frame) {
        List<byte[]> messages = new ArrayList<>();
        try {
            batching.split(frame, (offset, length) -> messages.add(Arrays.copyOfRange(frame, offset, offset + length)));
        } catch (ProtocolViolation expected) {
            return List.of();
        }
        assertThat(messages).hasSizeBetween(1, Batching.MOST_MESSAGES);
        return messages;
    }

    private static void decode(Serializer serializer, byte[] bytes) {
        byte[] own = bytes.clone();
        Message message;
        try {
            message = Thrift.require(
                    FREE_BYTES + BYTES_PER_BYTE * own.length, () -> serializer.decode(own, 0, own.length));
        } catch (ProtocolViolation expected) {
            return;
        }
        for (Serializer other : Serializers.all()) {
            transcode(message, other);
        }
    }

    /** What one format can say and another cannot is told; everything else means the same in both. */
    private static void transcode(Message message, Serializer other) {
        byte[] bytes;
        try {
            bytes = other.encode(message);
        } catch (Unencodable expected) {
            return;
        }
        Message back = other.decode(bytes, 0, bytes.length);
        boolean same = other.binary() ? Same.messages(message, back) : Same.throughJson(message, back);
        assertThat(same).as("the same in " + other.name()).isTrue();
        assertThat(other.encode(back)).as("said again, it is said the same").isEqualTo(bytes);
    }
}
