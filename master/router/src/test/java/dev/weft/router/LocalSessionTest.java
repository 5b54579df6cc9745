package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LocalSessionTest {

    private final RealmFixture fixture = new RealmFixture();
    private final WampSession trusted = fixture.done(fixture.realm.open("controller", "trusted"));

    @Test
    void a_session_of_the_process_has_the_identity_it_was_given() {
        assertThat(trusted.details().authid()).isEqualTo("controller");
        assertThat(trusted.details().authrole()).isEqualTo("trusted");
        assertThat(trusted.details().realm()).isEqualTo("realm1");
    }

    @Test
    void it_serves_sessions_from_outside() {
        fixture.done(trusted.register(
                "crossbar.get_status",
                Dict.empty(),
                invocation -> CompletableFuture.completedFuture(Payload.of("fine"))));
        TestClient client = fixture.join();

        client.call("crossbar.get_status");

        assertThat(client.lastResult().payload()).isEqualTo(Payload.of("fine"));
    }

    @Test
    void it_calls_itself_without_recursion_however_deep() {
        fixture.done(trusted.register("com.down", Dict.empty(), invocation -> {
            long depth = (Long) invocation.payload().arguments().get(0);
            return depth == 0
                    ? CompletableFuture.completedFuture(Payload.of("bottom"))
                    : trusted.call("com.down", Payload.of(depth - 1));
        }));

        Payload result = fixture.done(trusted.call("com.down", Payload.of(900L)));

        assertThat(result).isEqualTo(Payload.of("bottom"));
    }

    @Test
    void it_hears_events_in_order() {
        List<Object> heard = new ArrayList<>();
        fixture.done(
                trusted.subscribe("com.topic", Dict.empty(), (payload, details) -> heard.add(payload.argument(0))));
        TestClient client = fixture.join();

        client.publish("com.topic", Dict.empty(), 1L);
        client.publish("com.topic", Dict.empty(), 2L);

        assertThat(heard).containsExactly(1L, 2L);
    }

    @Test
    void errors_arrive_as_application_errors() {
        CompletionStage<Payload> call = trusted.call("com.nothing", Payload.empty());
        fixture.loop.runAll();

        assertThat(call.toCompletableFuture())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        error -> assertThat(error.uri()).isEqualTo("wamp.error.no_such_procedure"));
    }

    @Test
    void a_canceled_call_is_canceled_at_the_callee() {
        TestClient callee = fixture.join("user", RealmFixture.ALL_FEATURES);
        callee.register("com.slow");
        CompletableFuture<Payload> call =
                trusted.call("com.slow", Payload.empty()).toCompletableFuture();
        fixture.loop.runAll();

        call.cancel(false);
        fixture.loop.runAll();

        assertThat(callee.link.last(dev.weft.wamp.message.Interrupt.class)).isNotNull();
    }

    @Test
    void it_ends_by_itself_and_by_the_realm() {
        fixture.done(trusted.close());
        assertThat(fixture.done(fixture.realm.stats()).sessions()).isZero();

        WampSession second = fixture.done(fixture.realm.open("x", "trusted"));
        fixture.done(fixture.realm.close("wamp.close.system_shutdown"));

        assertThat(fixture.done(second.closed())).isEqualTo("wamp.close.system_shutdown");
    }
}
