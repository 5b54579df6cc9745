package dev.weft.client;

import static dev.weft.client.TestRouter.await;
import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.client.value.Mismatch;
import dev.weft.client.value.TypeRef;
import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.error.ApplicationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsIT {

    private record Reading(String machine, double value) {}

    private final TestRouter router = TestRouter.start();
    private final Client callee = router.join();
    private final Client caller = router.join();

    @AfterEach
    void close() {
        caller.close();
        callee.close();
        router.close();
    }

    @Test
    void arguments_and_results_are_java_types() {
        await(callee.register("com.multiply", call -> call.get(0, int.class) * call.get(1, int.class)));
        await(callee.register(
                "com.sort",
                call -> call.as(new TypeRef<List<Reading>>() {}).stream()
                        .sorted((one, other) -> Double.compare(one.value(), other.value()))
                        .toList()));
        await(callee.register("com.greet", call -> "hello " + call.get("name", String.class)));

        assertThat(await(caller.call(int.class, "com.multiply", 6, 7))).isEqualTo(42);
        assertThat(await(caller.procedure("com.sort").call(new TypeRef<List<Reading>>() {}, (Object)
                        List.of(new Reading("b", 2), new Reading("a", 1)))))
                .containsExactly(new Reading("a", 1), new Reading("b", 2));
        assertThat(await(caller.procedure("com.greet")
                        .keywords(Map.of("name", "joe"))
                        .call(String.class)))
                .isEqualTo("hello joe");
    }

    @Test
    void what_does_not_fit_is_said_with_its_place_to_who_made_the_mistake() {
        await(callee.register("com.machine", call -> call.as(Reading.class).machine()));

        assertThat(failure(caller.call("com.machine", Map.of("machine", "press", "value", "high"))))
                .isInstanceOfSatisfying(ApplicationError.class, error -> {
                    assertThat(error.uri()).isEqualTo("wamp.error.invalid_argument");
                    assertThat(error.text())
                            .isEqualTo("argument 0.value: expected a number that double holds exactly, got a text");
                });
        assertThat(failure(caller.call(int.class, "com.machine", new Reading("press", 1))))
                .isInstanceOf(Mismatch.class)
                .hasMessage("com.machine: result: expected a number that int holds exactly, got a text");
    }

    @Test
    void an_argument_that_is_missing_is_said_and_one_that_may_be_missing_is_empty() {
        await(callee.register("com.machine", call -> call.as(Reading.class).machine()));
        await(callee.register("com.named", call -> call.get("name", String.class)));
        await(callee.register(
                "com.perhaps",
                call -> call.get(0, new TypeRef<Optional<String>>() {}).orElse("nobody")));
        await(callee.register("com.null", call -> call.get(0, String.class) == null));

        assertThat(failure(caller.call("com.machine")))
                .hasMessage(
                        "wamp.error.invalid_argument: argument 0: expected a dictionary (Reading), got nothing: it is missing");
        assertThat(failure(caller.call("com.named")))
                .hasMessage(
                        "wamp.error.invalid_argument: keyword name: expected a value of type String, got nothing: it is missing");
        assertThat(await(caller.call(String.class, "com.perhaps"))).isEqualTo("nobody");
        assertThat(await(caller.call(boolean.class, "com.null", (Object) null))).isTrue();
    }

    @Test
    void what_is_too_large_for_the_router_is_said_to_who_sent_it() {
        assertThat(failure(caller.call("com.machine", "x".repeat(2_000_000))))
                .isInstanceOf(SessionClosed.class)
                .hasMessageContaining("wamp.close.transport_lost (a frame of 20000")
                .hasMessageEndingWith("1048576 are accepted)");
    }

    @Test
    void errors_of_the_application_arrive_and_other_failures_say_nothing_of_the_callee() {
        List<String> failed = new CopyOnWriteArrayList<>();
        Client other = await(router.to()
                .listener(new ClientListener() {
                    @Override
                    public void onHandlerFailed(String uri, Throwable failure) {
                        failed.add(uri + " " + failure.getMessage());
                    }
                })
                .connect());
        await(other.register("com.refuse", call -> {
            throw ApplicationError.of("com.error.full", "no room");
        }));
        await(other.register("com.break", call -> {
            throw new java.io.IOException("secret");
        }));
        await(other.register("com.wrong", call -> new Object()));
        await(other.register("com.deep", call -> {
            throw new StackOverflowError();
        }));

        assertThat(failure(caller.call("com.refuse"))).hasMessage("com.error.full: no room");
        assertThat(failure(caller.call("com.break")))
                .hasMessageContaining("wamp.error.runtime_error")
                .hasMessageNotContaining("secret");
        assertThat(failure(caller.call("com.wrong"))).hasMessageContaining("wamp.error.runtime_error");
        assertThat(failure(caller.call("com.deep"))).hasMessageContaining("wamp.error.runtime_error");
        assertThat(failed).hasSize(3).contains("com.break secret");
        other.close();
    }

    /** WAMP, "Progressive Call Results". */
    @Test
    void progressive_results_come_in_order_before_the_result() {
        await(callee.register("com.count", call -> {
            for (int i = 1; i <= call.as(int.class); i++) {
                call.progress(i).join();
            }
            return "done";
        }));
        List<Object> heard = new ArrayList<>();

        await(caller.procedure("com.count")
                .onProgress(part -> heard.add(part.as(int.class)))
                .call(String.class, 5)
                .thenAccept(heard::add));

        assertThat(heard).containsExactly(1, 2, 3, 4, 5, "done");
        assertThat(await(caller.call(String.class, "com.count", 5))).isEqualTo("done");
    }

    /** WAMP, "Call Canceling": mode {@code killnowait}, by the future. */
    @Test
    void canceling_the_future_interrupts_the_callee() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = slow(interrupted);

        CompletableFuture<String> call = caller.call(String.class, "com.slow");
        await(begun);
        call.cancel(true);

        assertThat(await(interrupted)).isEqualTo("killnowait");
        assertThat(call).isCancelled();
    }

    /** WAMP, "Call Canceling": {@code skip} answers the caller and leaves the callee alone. */
    @Test
    void skip_ends_the_call_for_the_caller_only() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = slow(interrupted);

        OpenCall call = caller.procedure("com.slow").open();
        await(begun);
        call.cancel(CancelMode.SKIP);

        assertThat(failure(call.result())).hasMessageContaining("wamp.error.canceled");
        await(callee.register("com.other", other -> null));
        assertThat(interrupted).isNotDone();
    }

    /** WAMP, "Call Canceling": {@code killnowait} answers the caller at once. */
    @Test
    void killnowait_ends_the_call_and_tells_the_callee() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> begun = slow(interrupted);

        OpenCall call = caller.procedure("com.slow").open();
        await(begun);
        call.cancel(CancelMode.KILLNOWAIT);

        assertThat(failure(call.result())).hasMessageContaining("wamp.error.canceled");
        assertThat(await(interrupted)).isEqualTo("killnowait");
    }

    /** WAMP, "Call Canceling": {@code kill} leaves the answer to the callee. */
    @Test
    void kill_gives_the_caller_what_the_callee_answers() {
        await(callee.register("com.careful", call -> call.canceled().thenApply(mode -> "tidied up after " + mode)));
        OpenCall call = caller.procedure("com.careful").open();
        call.cancel(CancelMode.KILL);

        assertThat(await(call.result()).as(String.class)).isEqualTo("tidied up after kill");
    }

    /** WAMP, "Call Timeout". */
    @Test
    void a_call_that_takes_too_long_fails_and_the_callee_hears_of_it() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        slow(interrupted);

        assertThat(failure(caller.procedure("com.slow")
                        .timeout(Duration.ofMillis(50))
                        .call()))
                .hasMessageContaining("wamp.error.timeout");
        assertThat(await(interrupted)).isEqualTo("killnowait");
    }

    /** WAMP, "Caller Identification" and "Publisher Identification". */
    @Test
    void caller_and_publisher_are_told_where_they_ask_for_it() {
        await(callee.register("com.who", Invocation::caller));
        CompletableFuture<Event> event = new CompletableFuture<>();
        await(callee.subscribe("com.topic", event::complete));

        long me = caller.details().orElseThrow().session();
        assertThat(await(caller.call(Long.class, "com.who"))).isNull();
        assertThat(await(caller.procedure("com.who").disclosed().call(long.class)))
                .isEqualTo(me);
        await(caller.topic("com.topic").disclosed().publish(new Reading("press", 1.5)));
        assertThat(await(event).publisher()).isEqualTo(me);
        assertThat(event.join().topic()).isEqualTo("com.topic");
        assertThat(event.join().as(Reading.class)).isEqualTo(new Reading("press", 1.5));
    }

    @Test
    void a_refused_registration_fails_and_an_undone_one_is_gone() {
        Standing mine = await(callee.register("com.mine", call -> 1));
        assertThat(failure(caller.register("com.mine", call -> 2)))
                .hasMessageContaining("wamp.error.procedure_already_exists");
        await(mine.undo());
        assertThat(failure(caller.call("com.mine"))).hasMessageContaining("wamp.error.no_such_procedure");
        await(caller.procedure("com.mine").invoke("roundrobin").register(call -> 2));
        assertThat(await(callee.call(int.class, "com.mine"))).isEqualTo(2);
    }

    @Test
    void a_closed_client_refuses_everything_at_once() {
        Client gone = router.join();
        gone.close();

        assertThat(failure(gone.call("com.p"))).isInstanceOf(SessionClosed.class);
        assertThat(failure(gone.publish("com.t"))).isInstanceOf(SessionClosed.class);
        assertThat(failure(gone.register("com.p", call -> 1))).isInstanceOf(SessionClosed.class);
        assertThat(failure(gone.subscribe("com.t", event -> {}))).isInstanceOf(SessionClosed.class);
        assertThat(failure(gone.joined())).isInstanceOf(SessionClosed.class);
        assertThat(await(gone.ended())).isEqualTo("wamp.close.normal");
        gone.close();
    }

    /** Registers {@code com.slow}, which never answers; the stage completes when it is called. */
    private CompletableFuture<Boolean> slow(CompletableFuture<String> interrupted) {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        await(callee.register("com.slow", call -> {
            call.canceled().thenAccept(interrupted::complete);
            begun.complete(true);
            return new CompletableFuture<>();
        }));
        return begun;
    }
}
