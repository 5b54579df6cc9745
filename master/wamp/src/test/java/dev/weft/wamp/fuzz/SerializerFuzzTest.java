package dev.weft.wamp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.codec.Unencodable;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;

/** From bytes to messages, back, and into the other formats. */
class SerializerFuzzTest {

    private static final String DURATION = "10m";

    @FuzzTest(maxDuration = DURATION)
    void json(byte[] bytes) {
        decode(Serializers.json(), bytes);
    }

    @FuzzTest(maxDuration = DURATION)
    void cbor(byte[] bytes) {
        decode(Serializers.cbor(), bytes);
    }

    @FuzzTest(maxDuration = DURATION)
    void msgpack(byte[] bytes) {
        decode(Serializers.msgpack(), bytes);
    }

    private static void decode(Serializer serializer, byte[] bytes) {
        byte[] own = bytes.clone();
        Message message;
        try {
            message = serializer.decode(own, 0, own.length);
        } catch (ProtocolViolation expected) {
            return;
        }
        byte[] again = serializer.encode(message);
        Message back = serializer.decode(again, 0, again.length);
        assertThat(serializer.encode(back))
                .as("said again, it is said the same")
                .isEqualTo(again);
        for (Serializer other : Serializers.all()) {
            transcode(message, other.single());
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
        assertThat(other.decode(bytes, 0, bytes.length).type()).isEqualTo(message.type());
    }
}
