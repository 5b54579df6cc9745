package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Yield;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WAMP, "Progressive Call Invocations". */
class ProgressiveInvocationsTest {

    private static final Dict MORE = Dict.of("progress", true);

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient caller = fixture.join("user", RealmFixture.ALL_FEATURES);
    private final TestClient callee = fixture.join("user", RealmFixture.ALL_FEATURES);

    private void part(long request, Dict options, Object chunk) {
        caller.send(new Call(request, options, "com.upload", Payload.of(chunk)));
    }

    @Test
    void all_parts_go_to_one_invocation_and_the_last_one_has_no_progress() {
        callee.register("com.upload");
        long request = caller.call("com.upload", MORE, Payload.of(1L));
        part(request, MORE, 2L);
        part(request, Dict.empty(), 3L);

        assertThat(callee.link.sent(Invocation.class))
                .extracting(
                        Invocation::request,
                        each -> each.details().flag("progress"),
                        each -> each.payload().argument(0))
                .containsExactly(tuple(1L, true, 1L), tuple(1L, true, 2L), tuple(1L, false, 3L));
        callee.answer("done");
        assertThat(caller.lastResult().request()).isEqualTo(request);
        assertThat(caller.link.sent(Result.class)).hasSize(1);
    }

    @Test
    void options_are_those_of_the_first_part() {
        callee.register("com.upload");
        long request = caller.call(
                "com.upload", MORE.with("disclose_me", true).with("receive_progress", true), Payload.empty());
        part(request, Dict.empty(), 2L);

        assertThat(callee.lastInvocation().details().integer("caller")).isEqualTo(caller.id());
        assertThat(callee.lastInvocation().details().flag("receive_progress")).isTrue();
        assertThat(callee.lastInvocation().details().has("progress")).isFalse();
    }

    @Test
    void with_a_shared_registration_all_parts_go_to_the_callee_of_the_first() {
        TestClient other = fixture.join("user", RealmFixture.ALL_FEATURES);
        callee.register("com.upload", Dict.of("invoke", "roundrobin"));
        other.register("com.upload", Dict.of("invoke", "roundrobin"));
        long request = caller.call("com.upload", MORE, Payload.of(1L));
        part(request, MORE, 2L);
        part(request, Dict.empty(), 3L);

        assertThat(callee.link.sent(Invocation.class)).hasSize(3);
        assertThat(other.link.sent(Invocation.class)).isEmpty();
    }

    @Test
    void results_may_come_while_parts_go_and_two_streams_do_not_mix() {
        callee.register("com.upload");
        Dict both = MORE.with("receive_progress", true);
        long first = caller.call("com.upload", both, Payload.of("a"));
        callee.send(new Yield(1, MORE, Payload.of("A")));
        long second = caller.call("com.upload", both, Payload.of("b"));
        part(first, Dict.empty(), "aa");
        callee.send(new Yield(2, Dict.empty(), Payload.of("B")));
        callee.send(new Yield(1, Dict.empty(), Payload.of("AA")));

        assertThat(caller.link.sent(Result.class))
                .extracting(Result::request, each -> each.payload().argument(0))
                .containsExactly(tuple(first, "A"), tuple(second, "B"), tuple(first, "AA"));
    }

    @Test
    void parts_that_crossed_with_the_answer_are_passed_over() {
        callee.register("com.upload");
        long request = caller.call("com.upload", MORE, Payload.of(1L));
        callee.answer("enough");
        part(request, MORE, 2L);
        part(request, Dict.empty(), 3L);

        assertThat(callee.link.sent(Invocation.class)).hasSize(1);
        assertThat(caller.link.closeReason()).isNull();
        caller.call("com.upload");
        assertThat(callee.lastInvocation().request()).isEqualTo(2);
    }

    @Test
    void the_last_part_is_the_last_and_another_procedure_is_none() {
        callee.register("com.upload");
        long request = caller.call("com.upload", MORE, Payload.of(1L));
        part(request, Dict.empty(), 2L);
        part(request, Dict.empty(), 3L);
        assertThat(caller.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");

        TestClient another = fixture.join("user", RealmFixture.ALL_FEATURES);
        long second = another.call("com.upload", MORE, Payload.of(1L));
        another.send(new Call(second, MORE, "com.other", Payload.empty()));
        assertThat(another.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void who_did_not_announce_it_breaks_the_protocol() {
        callee.register("com.upload");
        TestClient plain = fixture.join();
        plain.call("com.upload", MORE, Payload.empty());
        assertThat(plain.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");

        TestClient old = fixture.join();
        long request = old.call("com.upload");
        old.send(new Call(request, Dict.empty(), "com.upload", Payload.empty()));
        assertThat(old.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void a_callee_that_cannot_take_parts_or_be_canceled_is_not_called() {
        TestClient some =
                fixture.join("user", RealmFixture.hello(Map.of("callee", List.of("progressive_call_invocations"))));
        some.register("com.upload");
        caller.call("com.upload", MORE, Payload.empty());

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.feature_not_supported");
        assertThat(some.link.sent(Invocation.class)).isEmpty();
        assertThat(caller.call("com.upload")).isPositive();
        assertThat(some.link.sent(Invocation.class)).hasSize(1);
    }

    @Test
    void a_caller_that_leaves_between_parts_has_its_callee_interrupted() {
        callee.register("com.upload");
        caller.call("com.upload", MORE, Payload.of(1L));
        caller.vanish();

        assertThat(callee.link.last(Interrupt.class).options().string("mode")).isEqualTo("killnowait");
        callee.send(new ErrorMessage(MessageType.INVOCATION, 1, Dict.empty(), "com.ended", Payload.empty()));
        assertThat(callee.link.closeReason()).isNull();
    }

    @Test
    void a_timeout_and_a_cancel_end_all_of_it() {
        callee.register("com.upload");
        long timed = caller.call("com.upload", MORE.with("timeout", 100L), Payload.of(1L));
        fixture.pass(Duration.ofMillis(100));
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.timeout");
        part(timed, MORE, 2L);

        long canceled = caller.call("com.upload", MORE, Payload.of(1L));
        caller.send(new Cancel(canceled, Dict.empty()));
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.canceled");
        part(canceled, Dict.empty(), 2L);

        assertThat(callee.link.sent(Invocation.class)).hasSize(2);
        assertThat(caller.link.closeReason()).isNull();
    }
}
