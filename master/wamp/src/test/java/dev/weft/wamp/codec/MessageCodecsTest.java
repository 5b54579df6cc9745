package dev.weft.wamp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import org.junit.jupiter.api.Test;

class MessageCodecsTest {

    @Test
    void each_message_record_has_exactly_one_codec() {
        assertThat(MessageCodecs.ALL)
                .extracting(codec -> (Object) codec.record())
                .containsExactlyInAnyOrder((Object[]) Message.class.getPermittedSubclasses());
    }

    @Test
    void each_message_code_has_exactly_one_codec() {
        assertThat(MessageCodecs.ALL).extracting(MessageCodec::type).containsExactlyInAnyOrder(MessageType.values());
    }
}
