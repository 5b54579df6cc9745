package dev.weft.client;

import static dev.weft.client.TestRouter.await;
import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WAMP, "Progressive Call Invocations" and "Payload Passthru Mode", both ways through the router. */
class StreamsIT {

    private final TestRouter router = TestRouter.start();
    private final Client callee = router.join();
    private final Client caller = router.join();

    @AfterEach
    void close() {
        caller.close();
        callee.close();
        router.close();
    }

    /** WAMP, "Progressive Call Invocations". */
    @Test
    void arguments_go_in_parts_while_results_come_in_parts() {
        await(callee.register("com.sum", call -> {
            AtomicLong sum = new AtomicLong(call.as(long.class));
            CompletableFuture<Long> total = new CompletableFuture<>();
            call.onPart((part, last) -> {
                long now = sum.addAndGet(part.as(long.class));
                call.progress(now);
                if (last) {
                    total.complete(now);
                }
            });
            return total;
        }));
        List<Long> sums = new CopyOnWriteArrayList<>();

        OpenCall call = caller.procedure("com.sum")
                .onProgress(part -> sums.add(part.as(long.class)))
                .open(1);
        await(call.send(2));
        await(call.send(3));
        await(call.finish(4));

        assertThat(await(call.result()).as(long.class)).isEqualTo(10);
        assertThat(sums).containsExactly(3L, 6L, 10L);
    }

    /** WAMP, "Progressive Call Invocations". */
    @Test
    void ten_thousand_parts_arrive_in_order() {
        // The callee takes a thousand parts that wait: the caller leaves no more than half of it unanswered.
        Semaphore window = new Semaphore(500);
        await(callee.register("com.count", call -> {
            AtomicLong next = new AtomicLong();
            CompletableFuture<Long> all = new CompletableFuture<>();
            call.onPart((part, last) -> {
                window.release();
                if (!next.compareAndSet(part.as(long.class), part.as(long.class) + 1)) {
                    throw ApplicationError.of("com.error.order", "expected " + next);
                }
                if (last) {
                    all.complete(next.get());
                }
            });
            return all;
        }));

        OpenCall call = caller.procedure("com.count").open();
        for (int i = 0; i < 9_999; i++) {
            window.acquireUninterruptibly();
            await(call.send(i));
        }
        await(call.finish(9_999));

        assertThat(await(call.result()).as(long.class)).isEqualTo(10_000);
    }

    /** WAMP, "Progressive Call Invocations". */
    @Test
    void a_callee_that_has_enough_answers_and_the_next_part_fails() {
        await(callee.register("com.enough", call -> "enough"));
        OpenCall call = caller.procedure("com.enough").open("first");

        assertThat(await(call.result()).as(String.class)).isEqualTo("enough");
        assertThat(failure(call.send("second"))).hasMessageContaining("wamp.error.canceled");
        assertThat(await(caller.call(String.class, "com.enough"))).isEqualTo("enough");
    }

    /** WAMP, "Progressive Call Invocations". */
    @Test
    void a_part_of_the_wrong_type_ends_the_call_with_its_place() {
        await(callee.register("com.sum", call -> {
            call.onPart((part, last) -> part.as(long.class));
            return new CompletableFuture<>();
        }));
        OpenCall call = caller.procedure("com.sum").open(1);
        call.send("two");

        assertThat(failure(call.result()))
                .hasMessage(
                        "wamp.error.invalid_argument: argument 0: expected a number that long holds exactly, got a text");
    }

    /** WAMP, "Progressive Call Invocations" with "Call Canceling". */
    @Test
    void canceling_between_parts_tells_the_callee() {
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        CompletableFuture<Object> begun = new CompletableFuture<>();
        await(callee.register("com.upload", call -> {
            call.canceled().thenAccept(interrupted::complete);
            call.onPart((part, last) -> begun.complete(part));
            return new CompletableFuture<>();
        }));
        OpenCall call = caller.procedure("com.upload").open("a");
        call.send("b");
        await(begun);
        call.cancel(CancelMode.KILLNOWAIT);

        assertThat(await(interrupted)).isEqualTo("killnowait");
        assertThat(failure(call.result())).hasMessageContaining("wamp.error.canceled");
    }

    /** WAMP, "Payload Passthru Mode": CALL, INVOCATION, YIELD, RESULT. */
    @Test
    void an_opaque_payload_arrives_with_its_attributes_and_is_answered_with_others() {
        Passthru sealed = new Passthru("x_mine", "cbor", "aes256gcm", "7");
        Passthru plain = Passthru.of("x_mine", "json");
        CompletableFuture<Payload> got = new CompletableFuture<>();
        await(callee.register("com.secret", call -> {
            got.complete(call.payload());
            return Payload.opaque(plain, new byte[] {4, 5});
        }));

        Payload answer = await(caller.call("com.secret", Payload.opaque(sealed, new byte[] {1, 2, 3})))
                .payload();

        assertThat(got.join().passthru()).isEqualTo(sealed);
        assertThat((byte[]) got.join().argument(0)).containsExactly(1, 2, 3);
        assertThat(answer.passthru()).isEqualTo(plain);
        assertThat((byte[]) answer.argument(0)).containsExactly(4, 5);
    }

    /** WAMP, "Payload Passthru Mode": ERROR, PUBLISH, EVENT. */
    @Test
    void events_and_errors_may_be_opaque_too() {
        Passthru attributes = Passthru.of("mqtt", null);
        CompletableFuture<Event> event = new CompletableFuture<>();
        await(callee.subscribe("com.secret", event::complete));
        await(callee.register("com.refuse", call -> {
            throw new ApplicationError("com.error.secret", Payload.opaque(attributes, new byte[] {9}));
        }));

        await(caller.publish("com.secret", Payload.opaque(attributes, new byte[] {8})));
        assertThat(await(event).payload().passthru()).isEqualTo(attributes);
        assertThat(await(event).as(byte[].class)).containsExactly(8);
        assertThat(failure(caller.call("com.refuse")))
                .isInstanceOfSatisfying(
                        ApplicationError.class,
                        error -> assertThat(error.payload().passthru()).isEqualTo(attributes));
    }
}
