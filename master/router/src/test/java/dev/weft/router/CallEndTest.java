package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Interrupt;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timeouts, canceling, and peers that leave during a call. */
class CallEndTest {

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient caller = fixture.join();
    private final TestClient plain = fixture.join();
    private final TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);

    CallEndTest() {
        plain.register("com.plain");
        able.register("com.able");
    }

    @Test
    void a_call_times_out_in_milliseconds_and_the_late_answer_is_swallowed() {
        caller.call("com.able", Dict.of("timeout", 500L), Payload.empty());
        fixture.pass(Duration.ofMillis(499));
        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();

        fixture.pass(Duration.ofMillis(1));

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.timeout");
        assertThat(able.link.last(Interrupt.class).options().string("mode")).isEqualTo("killnowait");
        able.answer("late");
        assertThat(caller.link.sent(Result.class)).isEmpty();
        assertThat(able.link.closeReason()).isNull();
    }

    @Test
    void a_callee_that_cannot_cancel_gets_no_interrupt() {
        caller.call("com.plain", Dict.of("timeout", 500L), Payload.empty());
        fixture.pass(Duration.ofSeconds(1));

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.timeout");
        assertThat(plain.link.sent(Interrupt.class)).isEmpty();
    }

    @Test
    void an_answer_in_time_stops_the_timer() {
        caller.call("com.plain", Dict.of("timeout", 500L), Payload.empty());
        plain.answer(1L);
        assertThat(fixture.scheduler.waiting()).isZero();

        fixture.pass(Duration.ofSeconds(1));

        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "killnowait"})
    void skip_and_killnowait_answer_the_caller_at_once(String mode) {
        long request = caller.call("com.able");
        caller.send(new Cancel(request, Dict.of("mode", mode)));

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.canceled");
        assertThat(able.link.sent(Interrupt.class)).hasSize(mode.equals("skip") ? 0 : 1);
        able.answer("late");
        assertThat(caller.link.sent(Result.class)).isEmpty();
    }

    @Test
    void kill_waits_for_the_callee() {
        long request = caller.call("com.able");
        caller.send(new Cancel(request, Dict.of("mode", "kill")));
        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();
        assertThat(able.link.last(Interrupt.class).options().string("mode")).isEqualTo("kill");

        able.send(new ErrorMessage(
                MessageType.INVOCATION, 1, Dict.empty(), "wamp.error.canceled", Payload.of("stopped")));

        assertThat(caller.lastError().payload()).isEqualTo(Payload.of("stopped"));
    }

    @Test
    void kill_does_not_wait_for_a_callee_that_cannot_cancel() {
        long request = caller.call("com.plain");
        caller.send(new Cancel(request, Dict.of("mode", "kill")));

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.canceled");
        assertThat(plain.link.sent(Interrupt.class)).isEmpty();
    }

    @Test
    void canceling_an_answered_call_does_nothing() {
        long request = caller.call("com.plain");
        plain.answer(1L);
        caller.send(new Cancel(request, Dict.empty()));

        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();
        assertThat(caller.link.closeReason()).isNull();
    }

    @Test
    void a_callee_that_leaves_owes_its_callers_an_error() {
        caller.call("com.plain");

        plain.vanish();

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.no_available_callee");
    }

    @Test
    void a_caller_that_leaves_interrupts_its_callees_and_their_answer_is_swallowed() {
        caller.call("com.able");
        caller.call("com.plain");

        caller.vanish();

        assertThat(able.link.sent(Interrupt.class)).hasSize(1);
        assertThat(plain.link.sent(Interrupt.class)).isEmpty();
        able.answer("late");
        plain.answer("late");
        assertThat(able.link.closeReason()).isNull();
        assertThat(plain.link.closeReason()).isNull();
    }

    @Test
    void a_session_that_calls_itself_and_leaves_leaves_nothing_behind() {
        able.call("com.able");

        able.vanish();

        assertThat(fixture.done(fixture.realm.stats()).registrations()).isEqualTo(1);
        assertThat(able.link.sent(Abort.class)).isEmpty();
    }

    @Test
    void no_call_lasts_longer_than_the_realm_allows_whatever_its_caller_asks_for() {
        RealmOptions.Limits limits =
                new RealmOptions.Limits(100, 10, 10, 10, 1 << 20, 1 << 20, 1, 1 << 10, Duration.ofSeconds(2));
        RealmFixture bounded = new RealmFixture(RealmOptions.of("realm1").withLimits(limits));
        TestClient patient = bounded.join();
        bounded.join().register("com.slow");

        patient.call("com.slow");
        patient.call("com.slow", Dict.of("timeout", 60_000L), Payload.empty());
        patient.call("com.slow", Dict.of("timeout", 500L), Payload.empty());
        bounded.pass(Duration.ofMillis(500));
        assertThat(patient.link.sent(ErrorMessage.class)).hasSize(1);
        bounded.pass(Duration.ofMillis(1500));
        assertThat(patient.link.sent(ErrorMessage.class))
                .hasSize(3)
                .allMatch(error -> error.error().equals("wamp.error.timeout"));
    }

    @Test
    void a_realm_may_end_calls_as_crossbar_does() {
        RealmFixture crossbar = new RealmFixture(RealmOptions.of("realm1").withCallRules(CallRules.CROSSBAR));
        TestClient one = crossbar.join();
        TestClient two = crossbar.join();
        two.register("com.slow");

        one.call("com.slow", Dict.of("timeout", 2L), Payload.empty());
        crossbar.pass(Duration.ofMillis(1999));
        assertThat(one.link.sent(ErrorMessage.class)).isEmpty();
        crossbar.pass(Duration.ofMillis(1));
        assertThat(one.lastError().error()).isEqualTo("wamp.error.canceled");

        one.call("com.slow");
        two.vanish();
        assertThat(one.lastError().error()).isEqualTo("wamp.error.canceled");
        assertThat(one.link.sent(ErrorMessage.class)).hasSize(2);
    }

    @Test
    void a_time_is_said_in_the_unit_of_the_rules_and_never_cut_short() {
        assertThat(CallRules.WAMP.option(Duration.ofSeconds(10))).isEqualTo(10_000);
        assertThat(CallRules.CROSSBAR.option(Duration.ofSeconds(10))).isEqualTo(10);
        assertThat(CallRules.CROSSBAR.option(Duration.ofMillis(1001))).isEqualTo(2);
    }

    @Test
    void no_timeout_overflows() {
        assertThat(CallRules.CROSSBAR.timeout(Long.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
        assertThat(CallRules.WAMP.timeout(Long.MAX_VALUE)).isEqualTo(Duration.ofDays(365));
    }
}
