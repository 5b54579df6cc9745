package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Publish;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.message.Yield;
import org.junit.jupiter.api.Test;

class UnsendableTest {

    private static final Payload PAYLOAD = Payload.of("x");

    private static Unsendable.Instead of(Message message) {
        return Unsendable.of(message, "com.error", "why");
    }

    private static ErrorMessage error(MessageType type) {
        return new ErrorMessage(type, 5, Dict.empty(), "com.error", Payload.of("why"));
    }

    @Test
    void who_waits_for_the_peers_answer_gets_an_error_in_its_place() {
        assertThat(of(new Invocation(5, 1, Dict.empty(), PAYLOAD)))
                .isEqualTo(new Unsendable.Answer(error(MessageType.INVOCATION)));
        assertThat(of(new Call(5, Dict.empty(), "a.b", PAYLOAD)))
                .isEqualTo(new Unsendable.Answer(error(MessageType.CALL)));
        assertThat(of(new Publish(5, Dict.of("acknowledge", true), "a.b", PAYLOAD)))
                .isEqualTo(new Unsendable.Answer(error(MessageType.PUBLISH)));
    }

    @Test
    void a_peer_that_waits_for_our_answer_gets_an_error_in_its_place() {
        assertThat(of(new Result(5, Dict.empty(), PAYLOAD))).isEqualTo(new Unsendable.Replace(error(MessageType.CALL)));
        assertThat(of(new Yield(5, Dict.empty(), PAYLOAD)))
                .isEqualTo(new Unsendable.Replace(error(MessageType.INVOCATION)));
        assertThat(of(new ErrorMessage(MessageType.CALL, 5, Dict.empty(), "a.b", PAYLOAD)))
                .isEqualTo(new Unsendable.Replace(
                        new ErrorMessage(MessageType.CALL, 5, Dict.empty(), "a.b", Payload.empty())));
    }

    @Test
    void events_are_dropped_and_the_rest_ends_the_session() {
        assertThat(of(new Event(1, 2, Dict.empty(), PAYLOAD))).isEqualTo(new Unsendable.Drop());
        assertThat(of(new Publish(5, Dict.empty(), "a.b", PAYLOAD))).isEqualTo(new Unsendable.Drop());
        assertThat(of(new Welcome(1, Dict.empty()))).isEqualTo(new Unsendable.End());
    }
}
