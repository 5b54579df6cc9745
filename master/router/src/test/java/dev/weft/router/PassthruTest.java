package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Yield;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WAMP, "Payload Passthru Mode". */
class PassthruTest {

    private static final Dict MARKED = Dict.of("ppt_scheme", "x_mine")
            .with("ppt_serializer", "cbor")
            .with("ppt_cipher", "aes256gcm")
            .with("ppt_keyid", "7");

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient one = fixture.join("user", RealmFixture.ALL_FEATURES);
    private final TestClient other = fixture.join("user", RealmFixture.ALL_FEATURES);
    private final TestClient plain = fixture.join();

    @Test
    void attributes_go_with_call_result_and_error() {
        other.register("com.secret");
        one.call("com.secret", MARKED.with("ppt_other", "x"), Payload.of("bytes"));
        assertThat(other.lastInvocation().details()).isEqualTo(MARKED);

        other.send(new Yield(1, MARKED, Payload.of("bytes")));
        assertThat(one.lastResult().details()).isEqualTo(MARKED);

        one.call("com.secret", Dict.empty(), Payload.empty());
        other.send(new ErrorMessage(MessageType.INVOCATION, 2, MARKED, "com.sad", Payload.of("bytes")));
        assertThat(one.lastError().details()).isEqualTo(MARKED);
    }

    @Test
    void attributes_go_with_events_also_to_who_did_not_announce_it() {
        other.subscribe("com.secret");
        plain.subscribe("com.", Dict.of("match", "prefix"));
        one.publish("com.secret", MARKED, "bytes");

        assertThat(other.events()).extracting(event -> event.details()).containsExactly(MARKED);
        assertThat(plain.events())
                .extracting(event -> event.details())
                .containsExactly(MARKED.with("topic", "com.secret"));
    }

    @Test
    void who_did_not_announce_it_may_not_send_it() {
        plain.publish("com.secret", MARKED, "bytes");
        assertThat(plain.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");

        TestClient second = fixture.join();
        second.call("com.secret", MARKED, Payload.empty());
        assertThat(second.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void who_did_not_announce_it_is_not_called_with_it_nor_answered() {
        plain.register("com.plain");
        one.call("com.plain", MARKED, Payload.empty());
        assertThat(one.lastError().error()).isEqualTo("wamp.error.feature_not_supported");

        other.register("com.secret");
        plain.call("com.secret");
        other.send(new Yield(1, MARKED, Payload.of("bytes")));
        assertThat(plain.lastError().error()).isEqualTo("wamp.error.feature_not_supported");
        other.send(new Yield(1, Dict.empty(), Payload.empty()));
        assertThat(other.link.closeReason()).as("a late answer").isNull();
    }

    @Test
    void a_realm_announces_it() {
        Dict roles =
                one.link.last(dev.weft.wamp.message.Welcome.class).details().dict("roles");
        for (String role : List.of("dealer", "broker")) {
            assertThat(roles.dict(role).dict("features").values())
                    .containsAllEntriesOf(Map.of("payload_passthru_mode", true));
        }
    }
}
