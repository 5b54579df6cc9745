package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.uri.Uri;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WAMP, "URIs": a realm may be strict about what topics and procedures look like. */
class UriRulesTest {

    private static final Dict ACKNOWLEDGE = Dict.of("acknowledge", true);

    private final RealmFixture strict =
            new RealmFixture(RealmOptions.of("realm1").withUriRules(Uri.Rules.STRICT));
    private final TestClient client = strict.join();

    private void refused() {
        assertThat(client.lastError().error()).isEqualTo(ErrorUri.INVALID_URI);
        client.link.clear();
    }

    @Test
    void a_strict_realm_takes_lower_case_letters_digits_and_underscores() {
        client.subscribe("com.example_1.topic");
        strict.join().publish("com.example_1.topic", Dict.empty(), 1);
        client.register("com.example_1.procedure");
        client.call("com.example_1.procedure");

        assertThat(client.link.sent(Event.class)).hasSize(1);
        assertThat(client.lastInvocation().registration()).isPositive();
    }

    @Test
    void it_refuses_others_in_every_message_that_has_one() {
        client.subscribe("com.Example.topic");
        refused();
        client.subscribe("com.Example.", Dict.of("match", "prefix"));
        refused();
        client.register("com.example-1.procedure");
        refused();
        client.publish("com.exämple.topic", ACKNOWLEDGE, 1);
        refused();
        client.call("com.Example.procedure");
        refused();
        client.call("wamp.session.add_testament", "com.Example.topic", List.of(), Map.of());
        refused();
    }

    @Test
    void a_pattern_does_not_let_a_procedure_through_that_is_none() {
        client.register("com.example.", Dict.of("match", "prefix"));
        client.call("com.example.Procedure");
        refused();
    }

    @Test
    void other_realms_take_them() {
        RealmFixture loose = new RealmFixture();
        TestClient other = loose.join();
        other.subscribe("com.Exämple-1.topic");
        loose.join().publish("com.Exämple-1.topic", ACKNOWLEDGE, 1);
        assertThat(other.events()).hasSize(1);
    }
}
