package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Unregister;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Yield;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DealerTest {

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient caller = fixture.join();
    private final TestClient callee = fixture.join();

    @Test
    void a_call_goes_to_the_callee_and_its_result_back() {
        long registration = callee.register("com.add");

        long request = caller.call("com.add", 2L, 3L);
        Invocation invocation = callee.lastInvocation();
        assertThat(invocation.registration()).isEqualTo(registration);
        assertThat(invocation.request()).isEqualTo(1);
        assertThat(invocation.details()).isEqualTo(Dict.empty());
        assertThat(invocation.payload()).isEqualTo(Payload.of(2L, 3L));
        callee.answer(5L);

        Result result = caller.lastResult();
        assertThat(result.request()).isEqualTo(request);
        assertThat(result.payload()).isEqualTo(Payload.of(5L));
    }

    @Test
    void an_error_of_the_callee_goes_back_unchanged() {
        callee.register("com.add");
        long request = caller.call("com.add");

        callee.send(new ErrorMessage(
                MessageType.INVOCATION,
                callee.lastInvocation().request(),
                Dict.empty(),
                "com.error.sad",
                Payload.of("why")));

        ErrorMessage error = caller.lastError();
        assertThat(error.requestType()).isEqualTo(MessageType.CALL);
        assertThat(error.request()).isEqualTo(request);
        assertThat(error.error()).isEqualTo("com.error.sad");
        assertThat(error.payload()).isEqualTo(Payload.of("why"));
    }

    @Test
    void invocation_ids_count_from_one_for_each_callee() {
        callee.register("com.add");
        caller.call("com.add");
        caller.call("com.add");

        assertThat(callee.link.sent(Invocation.class))
                .extracting(Invocation::request)
                .containsExactly(1L, 2L);
    }

    @Test
    void calling_what_nobody_serves_is_an_error() {
        caller.call("com.nothing");
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.no_such_procedure");

        caller.call("com..nothing");
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.invalid_uri");
    }

    @Test
    void a_second_registration_of_a_procedure_is_an_error() {
        callee.register("com.add");

        caller.register("com.add");

        assertThat(caller.lastError().error()).isEqualTo("wamp.error.procedure_already_exists");
    }

    @Test
    void calls_prefer_exact_then_the_longest_prefix_then_wildcards() {
        long shorter = callee.register("com.app", Dict.of("match", "prefix"));
        long longer = callee.register("com.app.user", Dict.of("match", "prefix"));
        long exact = callee.register("com.app.user.add");
        long wildcard = callee.register("org..add", Dict.of("match", "wildcard"));
        long literal = callee.register("org.user.", Dict.of("match", "wildcard"));

        assertThat(target("com.app.user.add")).isEqualTo(exact);
        assertThat(target("com.app.user.del")).isEqualTo(longer);
        assertThat(target("com.apples")).isEqualTo(shorter);
        assertThat(target("org.robot.add")).isEqualTo(wildcard);
        assertThat(target("org.user.add")).isEqualTo(literal);
        assertThat(callee.lastInvocation().details().string("procedure")).isEqualTo("org.user.add");
    }

    private long target(String procedure) {
        caller.call(procedure);
        return callee.lastInvocation().registration();
    }

    @Test
    void shared_registrations_follow_their_policy() {
        TestClient second = fixture.join();
        TestClient third = fixture.join();
        for (String policy : List.of("roundrobin", "first", "last", "random")) {
            for (TestClient client : List.of(callee, second, third)) {
                client.register("com." + policy, Dict.of("invoke", policy));
            }
        }

        assertThat(served(List.of(callee, second, third), "com.roundrobin", 6)).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(served(List.of(callee, second, third), "com.first", 2)).containsExactly(0, 0);
        assertThat(served(List.of(callee, second, third), "com.last", 2)).containsExactly(2, 2);
        assertThat(served(List.of(callee, second, third), "com.random", 60)).contains(0, 1, 2);
    }

    private List<Integer> served(List<TestClient> callees, String procedure, int calls) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            callees.forEach(client -> client.link.clear());
            caller.call(procedure);
            for (TestClient client : callees) {
                if (!client.link.sent(Invocation.class).isEmpty()) {
                    order.add(callees.indexOf(client));
                }
            }
        }
        return order;
    }

    @Test
    void policies_of_one_procedure_must_agree() {
        callee.register("com.add", Dict.of("invoke", "first"));

        caller.register("com.add", Dict.of("invoke", "last"));
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.procedure_already_exists");

        caller.register("com.sub", Dict.of("invoke", "telepathy"));
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.invalid_argument");
    }

    @Test
    void a_callee_that_does_not_read_is_passed_over() {
        TestClient busy = fixture.join();
        busy.register("com.add", Dict.of("invoke", "roundrobin"));
        busy.link.setQueuedBytes(9 << 20);
        caller.call("com.add");
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.no_available_callee");

        callee.register("com.add", Dict.of("invoke", "roundrobin"));
        caller.call("com.add");
        caller.call("com.add");

        assertThat(callee.link.sent(Invocation.class)).hasSize(2);
    }

    @Test
    void a_caller_is_disclosed_on_request_or_by_permission() {
        fixture.role("open", new Permission("", "prefix", java.util.EnumSet.allOf(Action.class), true, false));
        callee.register("com.add");

        caller.call("com.add", Dict.of("disclose_me", true), Payload.empty());
        assertThat(callee.lastInvocation().details().integer("caller")).isEqualTo(caller.id());

        TestClient open = fixture.join("open", Dict.empty());
        open.call("com.add");
        Dict details = callee.lastInvocation().details();
        assertThat(details.integer("caller")).isEqualTo(open.id());
        assertThat(details.string("caller_authid")).isEqualTo("open1");
        assertThat(details.string("caller_authrole")).isEqualTo("open");
    }

    @Test
    void only_the_trusted_role_may_call_for_somebody_else() {
        callee.register("com.add");
        Dict options = Dict.of("forward_for", List.of("somebody"));

        caller.call("com.add", options, Payload.empty());
        assertThat(callee.lastInvocation().details().has("forward_for")).isFalse();

        fixture.join("trusted", Dict.empty()).call("com.add", options, Payload.empty());
        assertThat(callee.lastInvocation().details().get("forward_for")).isEqualTo(List.of("somebody"));
    }

    @Test
    void unregistering_ends_the_service_and_only_for_ones_own() {
        long registration = callee.register("com.add");
        caller.send(new Unregister(caller.nextRequest(), registration));
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.no_such_registration");

        callee.send(new Unregister(callee.nextRequest(), registration));

        assertThat(callee.link.last(Unregistered.class)).isNotNull();
        caller.call("com.add");
        assertThat(caller.lastError().error()).isEqualTo("wamp.error.no_such_procedure");
    }

    @Test
    void calls_without_an_answer_are_bounded() {
        RealmOptions.Limits limits =
                new RealmOptions.Limits(100, 2, 10, 10, 1 << 20, 1 << 20, 1, 1 << 10, Duration.ZERO);
        RealmFixture small = new RealmFixture(RealmOptions.of("realm1").withLimits(limits));
        TestClient server = small.join();
        server.register("com.add");
        TestClient client = small.join();
        client.call("com.add");
        client.call("com.add");

        client.call("com.add");
        assertThat(client.lastError().error()).isEqualTo("wamp.error.unavailable");

        server.answer();
        client.call("com.add");
        assertThat(server.link.sent(Invocation.class)).hasSize(3);
    }

    @Test
    void progressive_results_pass_where_both_sides_know_them() {
        TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);
        able.register("com.slow");
        long request = caller.call("com.slow", Dict.of("receive_progress", true), Payload.empty());
        Invocation invocation = able.lastInvocation();
        assertThat(invocation.details().flag("receive_progress")).isTrue();

        able.send(new Yield(invocation.request(), Dict.of("progress", true), Payload.of(1L)));
        assertThat(caller.lastResult().details().flag("progress")).isTrue();
        able.answer(2L);

        assertThat(caller.lastResult()).isEqualTo(new Result(request, Dict.empty(), Payload.of(2L)));
        assertThat(caller.link.sent(Result.class)).hasSize(2);
    }

    @Test
    void progress_that_nobody_asked_for_is_swallowed() {
        callee.register("com.slow");
        caller.call("com.slow");

        callee.send(new Yield(1, Dict.of("progress", true), Payload.of(1L)));
        assertThat(caller.link.sent(Result.class)).isEmpty();
        callee.answer(2L);

        assertThat(caller.link.sent(Result.class)).hasSize(1);
    }

    @Test
    void a_callee_gets_no_more_calls_at_a_time_than_it_wants() {
        TestClient second = fixture.join();
        callee.register("com.add", Dict.of("invoke", "roundrobin").with("concurrency", 1L));
        second.register("com.add", Dict.of("invoke", "roundrobin").with("concurrency", 2L));
        for (int i = 0; i < 3; i++) {
            caller.call("com.add");
        }
        assertThat(callee.link.sent(Invocation.class)).hasSize(1);
        assertThat(second.link.sent(Invocation.class)).hasSize(2);

        caller.call("com.add");
        assertThat(caller.lastError().error()).isEqualTo("crossbar.error.max_concurrency_reached");
        callee.answer(1L);
        caller.call("com.add");
        assertThat(callee.link.sent(Invocation.class)).hasSize(2);
    }

    @Test
    void a_place_is_free_again_however_a_call_ends() {
        TestClient able = fixture.join("user", RealmFixture.ALL_FEATURES);
        able.register("com.one", Dict.of("concurrency", 1L));
        long canceled = caller.call("com.one");
        caller.send(new Cancel(canceled, Dict.empty()));
        caller.call("com.one", Dict.of("timeout", 10L), Payload.empty());
        fixture.pass(Duration.ofMillis(10));
        TestClient leaving = fixture.join();
        leaving.call("com.one");
        leaving.vanish();
        caller.call("com.one");

        assertThat(able.link.sent(Invocation.class)).hasSize(4);
    }

    @Test
    void concurrency_is_a_number_from_one() {
        for (Object wrong : List.of(0L, -1L, "1", true, 1.5)) {
            callee.register("com.add", Dict.of("concurrency", wrong));
            assertThat(callee.lastError().error()).isEqualTo("wamp.error.invalid_argument");
        }
    }

    @Test
    void what_a_role_is_trusted_is_told_to_callees_and_subscribers() {
        fixture.done(fixture.realm.putRole(new RoleRules("sure", StaticPermissions.everything(), 3L)));
        TestClient sure = fixture.join("sure", Dict.empty());
        callee.register("com.add");
        callee.subscribe("com.topic");

        sure.call("com.add");
        sure.publish("com.topic", Dict.empty());
        assertThat(callee.lastInvocation().details()).isEqualTo(Dict.of("trustlevel", 3L));
        assertThat(callee.events()).extracting(event -> event.details()).containsExactly(Dict.of("trustlevel", 3L));

        caller.call("com.add");
        assertThat(callee.lastInvocation().details().has("trustlevel")).isFalse();
    }
}
