package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Stored;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Yield;
import dev.weft.wamp.serializer.Serializers;
import dev.weft.wamp.uri.MatchPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait for a callee (Crossbar.io's {@code store.call-queue}). */
class CallQueueTest {

    private static final Dict ONE_AT_A_TIME = Dict.of("concurrency", 1L).with("invoke", "roundrobin");

    private final RealmFixture fixture = new RealmFixture(RealmOptions.of("realm1")
            .withStored(new Stored(
                    List.of(),
                    List.of(
                            new Kept("com.queued.", MatchPolicy.PREFIX, 3),
                            new Kept("com.queued.short", MatchPolicy.EXACT, 1),
                            new Kept("com.queued.none", MatchPolicy.EXACT, 0)))));
    private final TestClient caller = fixture.join();
    private final TestClient callee = fixture.join();

    private List<Object> served(TestClient who) {
        return who.link.sent(Invocation.class).stream()
                .map(invocation -> invocation.payload().argument(0))
                .toList();
    }

    private long waiting() {
        return fixture.done(fixture.realm.stats()).calls().waiting();
    }

    private List<Object> results() {
        return caller.link.sent(Result.class).stream()
                .map(result -> result.payload().argument(0))
                .toList();
    }

    @Test
    void calls_wait_for_a_busy_callee_and_are_served_in_order() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        for (long i = 1; i <= 4; i++) {
            caller.call("com.queued.one", i);
        }
        assertThat(served(callee)).containsExactly(1L);
        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();
        assertThat(waiting()).isEqualTo(3);

        for (long i = 1; i <= 4; i++) {
            callee.answer(i * 10);
        }
        assertThat(waiting()).isZero();

        assertThat(served(callee)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(results()).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void a_further_callee_takes_what_waits() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        for (long i = 1; i <= 3; i++) {
            caller.call("com.queued.one", i);
        }
        TestClient second = fixture.join();
        second.register("com.queued.one", ONE_AT_A_TIME);

        assertThat(served(second)).containsExactly(2L);
        second.answer("b");
        assertThat(served(second)).containsExactly(2L, 3L);
        assertThat(served(callee)).containsExactly(1L);
    }

    @Test
    void what_the_queue_has_no_room_for_is_an_error_and_a_bound_that_is_counted() {
        callee.register("com.queued.short", ONE_AT_A_TIME);
        caller.call("com.queued.short", 1L);
        caller.call("com.queued.short", 2L);
        caller.call("com.queued.short", 3L);

        assertThat(caller.lastError().error()).isEqualTo("crossbar.error.max_concurrency_reached");
        assertThat(caller.lastError().payload().argument(0)).asString().endsWith("and 1 wait already");
        assertThat(fixture.reached).containsExactly("call_queue user1");
        callee.answer("a");
        callee.answer("b");
        assertThat(results()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.other", "com.queued.none"})
    void procedures_without_a_queue_answer_at_once(String procedure) {
        callee.register(procedure, ONE_AT_A_TIME);
        caller.call(procedure);
        caller.call(procedure);

        assertThat(caller.lastError().error()).isEqualTo("crossbar.error.max_concurrency_reached");
        assertThat(fixture.reached).containsExactly("concurrency user1");
    }

    @Test
    void the_procedure_that_is_called_decides_whatever_it_is_served_by() {
        callee.register("com.", ONE_AT_A_TIME.with("match", "prefix"));
        caller.call("com.first", 1L);
        long waiting = caller.call("com.queued.one", 2L);
        long refused = caller.call("com.other", 3L);

        assertThat(caller.lastError().request()).isEqualTo(refused);
        callee.answer("a");
        callee.answer("b");
        assertThat(caller.lastResult().request()).isEqualTo(waiting);
    }

    @Test
    void calls_wait_for_a_callee_that_reads_slowly_as_long_as_it_serves_any() {
        callee.register("com.queued.one", Dict.of("concurrency", 2L));
        caller.call("com.queued.one", 1L);
        callee.link.setQueuedBytes(100L << 20);
        caller.call("com.queued.one", 2L);
        caller.call("com.queued.one", 3L);
        assertThat(caller.link.sent(ErrorMessage.class)).isEmpty();

        callee.link.setQueuedBytes(0);
        callee.answer("a");
        assertThat(served(callee)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void where_nobody_serves_anything_calls_that_wait_are_answered() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        for (long i = 1; i <= 3; i++) {
            caller.call("com.queued.one", i);
        }
        callee.link.setQueuedBytes(100L << 20);
        callee.answer("a");

        assertThat(caller.link.sent(ErrorMessage.class))
                .extracting(ErrorMessage::error)
                .containsExactly("wamp.error.no_available_callee", "wamp.error.no_available_callee");
        assertThat(served(callee)).containsExactly(1L);
    }

    @Test
    void all_queues_of_a_realm_share_one_bound_of_bytes() {
        for (int i = 0; i < 10; i++) {
            callee.register("com.queued.p" + i, ONE_AT_A_TIME);
            caller.call("com.queued.p" + i);
        }
        byte[] bytes = Serializers.cbor().encode(new Call(1, Dict.empty(), "x", Payload.of("x".repeat(4 << 20))));
        Payload large = ((Call) Serializers.cbor().decode(bytes, 0, bytes.length)).payload();
        for (int i = 0; i < 5; i++) {
            caller.call("com.queued.p" + i, Dict.empty(), large);
        }
        assertThat(caller.link.sent(ErrorMessage.class)).hasSize(2);
        assertThat(fixture.reached).containsOnly("call_queue user1");

        callee.send(new Yield(1, Dict.empty(), Payload.empty()));
        caller.call("com.queued.p9", Dict.empty(), large);
        assertThat(caller.link.sent(ErrorMessage.class)).hasSize(2);
    }

    @Test
    void options_that_nobody_knows_are_not_kept_and_those_of_a_payload_are() {
        callee.vanish();
        TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);
        TestClient asking = fixture.join("user", RealmFixture.ALL_FEATURES);
        able.register("com.queued.one", ONE_AT_A_TIME);
        asking.call("com.queued.one");
        Dict options = Dict.of("ppt_scheme", "x_mine")
                .with("unknown", "x".repeat(1000))
                .with("disclose_me", true);
        asking.call("com.queued.one", options, Payload.of(new byte[3]));
        able.answer("a");

        assertThat(able.lastInvocation().details().string("ppt_scheme")).isEqualTo("x_mine");
        assertThat(able.lastInvocation().details().has("caller")).isTrue();
        assertThat(able.lastInvocation().details().has("unknown")).isFalse();
    }

    @Test
    void a_role_that_may_not_serve_any_more_leaves_nobody_waiting() {
        fixture.role("machine", StaticPermissions.everything());
        TestClient machine = fixture.join("machine", Dict.empty());
        machine.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        long waiting = caller.call("com.queued.one", 2L);
        fixture.role("machine");

        assertThat(caller.lastError().request()).isEqualTo(waiting);
        machine.answer("a");
        assertThat(results()).containsExactly("a");
    }

    @Test
    void a_call_that_waits_can_be_canceled_in_every_mode() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        for (String mode : List.of("skip", "kill", "killnowait")) {
            long waiting = caller.call("com.queued.one", mode);
            caller.send(new Cancel(waiting, Dict.of("mode", mode)));
            assertThat(caller.lastError().request()).isEqualTo(waiting);
            assertThat(caller.lastError().error()).isEqualTo("wamp.error.canceled");
        }
        callee.answer("a");
        assertThat(served(callee)).containsExactly(1L);
        assertThat(results()).containsExactly("a");
    }

    @Test
    void the_time_of_a_call_includes_that_in_the_queue() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        long waiting = caller.call("com.queued.one", Dict.of("timeout", 500L), Payload.of(2L));
        fixture.pass(Duration.ofMillis(500));

        assertThat(caller.lastError().request()).isEqualTo(waiting);
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.timeout");
        callee.answer("a");
        assertThat(served(callee)).containsExactly(1L);
        assertThat(fixture.scheduler.waiting()).isZero();
    }

    @Test
    void a_caller_that_leaves_takes_its_calls_along() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        TestClient other = fixture.join();
        other.call("com.queued.one", 2L);
        caller.call("com.queued.one", 3L);
        other.vanish();
        assertThat(waiting()).isEqualTo(1);
        callee.answer("a");

        assertThat(served(callee)).containsExactly(1L, 3L);
    }

    @Test
    void when_the_last_callee_leaves_those_that_wait_get_an_answer() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        long served = caller.call("com.queued.one", 1L);
        long waiting = caller.call("com.queued.one", 2L);
        callee.vanish();

        assertThat(caller.link.sent(ErrorMessage.class))
                .extracting(ErrorMessage::request, ErrorMessage::error)
                .containsExactlyInAnyOrder(
                        tuple(served, "wamp.error.no_available_callee"),
                        tuple(waiting, "wamp.error.no_available_callee"));
    }

    @Test
    void when_the_last_callee_unregisters_what_it_serves_goes_on_and_what_waits_ends() {
        long registration = callee.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        long waiting = caller.call("com.queued.one", 2L);
        callee.send(new Unregister(callee.nextRequest(), registration));

        assertThat(caller.lastError().request()).isEqualTo(waiting);
        callee.answer("a");
        assertThat(results()).containsExactly("a");
    }

    @Test
    void an_error_of_the_callee_frees_it_as_well() {
        callee.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", 1L);
        caller.call("com.queued.one", 2L);
        callee.send(new ErrorMessage(MessageType.INVOCATION, 1, Dict.empty(), "com.failed", Payload.empty()));

        assertThat(served(callee)).containsExactly(1L, 2L);
    }

    @Test
    void a_progressive_result_does_not_free_the_callee() {
        TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);
        able.register("com.queued.one", ONE_AT_A_TIME);
        caller.call("com.queued.one", Dict.of("receive_progress", true), Payload.of(1L));
        caller.call("com.queued.one", 2L);
        able.send(new Yield(1, Dict.of("progress", true), Payload.of("half")));

        assertThat(served(able)).containsExactly(1L);
        able.send(new Yield(1, Dict.empty(), Payload.of("whole")));
        assertThat(served(able)).containsExactly(1L, 2L);
    }

    @Test
    void a_call_in_parts_does_not_wait() {
        TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);
        callee.register("com.queued.one", ONE_AT_A_TIME);
        able.call("com.queued.one", 1L);
        able.call("com.queued.one", Dict.of("progress", true), Payload.of(2L));

        assertThat(able.lastError().error()).isEqualTo("crossbar.error.max_concurrency_reached");
        assertThat(able.lastError().payload().argument(0)).asString().endsWith("calls in parts do not wait");
        assertThat(fixture.reached).containsExactly("concurrency user1");
    }

    @Test
    void calls_that_wait_count_as_calls_without_an_answer() {
        RealmFixture strict = new RealmFixture(RealmOptions.of("realm1")
                .withLimits(RealmOptions.Limits.DEFAULT.withPendingCalls(2))
                .withStored(new Stored(List.of(), List.of(new Kept("com.", MatchPolicy.PREFIX, 100)))));
        TestClient serving = strict.join();
        serving.register("com.one", ONE_AT_A_TIME);
        TestClient asking = strict.join();
        for (int i = 0; i < 3; i++) {
            asking.call("com.one", Dict.empty(), Payload.ofKeywords(Map.of("i", (long) i)));
        }
        assertThat(asking.lastError().error()).isEqualTo("wamp.error.unavailable");
    }
}
