package dev.weft.client;

import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlersIT {

    private final TestRouter router = TestRouter.start();
    private final Client other = router.join();

    @AfterEach
    void close() {
        other.close();
        router.close();
    }

    @Test
    void a_handler_may_wait_for_calls_even_of_its_own_client() {
        Client client = router.join();
        await(client.register("com.inner", call -> 21));
        await(client.register(
                "com.outer", call -> 2 * client.call(int.class, "com.inner").join()));

        await(client.register("com.lost", call -> client.call("com.nowhere").join()));

        assertThat(await(other.call(int.class, "com.outer"))).isEqualTo(42);
        assertThat(failure(other.call("com.lost"))).hasMessageContaining("wamp.error.no_such_procedure");
        client.close();
    }

    @Test
    void a_slow_subscriber_drops_events_is_told_and_holds_up_nothing_else() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        AtomicInteger dropped = new AtomicInteger();
        Client slow = await(router.to()
                .handlers(Handlers.pooled().withMostWaiting(10))
                .listener(new ClientListener() {
                    @Override
                    public void onDropped(String uri) {
                        assertThat(uri).isEqualTo("com.topic");
                        dropped.incrementAndGet();
                    }
                })
                .connect());
        await(slow.subscribe("com.topic", event -> {
            await(release);
            heard.incrementAndGet();
        }));
        await(slow.register("com.echo", call -> call.as(int.class)));
        for (int i = 0; i < 100; i++) {
            await(other.topic("com.topic").acknowledged().publish(i));
        }
        assertThat(await(other.call(int.class, "com.echo", 1))).isEqualTo(1);
        release.countDown();

        Awaitility.await().until(() -> heard.get() + dropped.get() == 100);
        assertThat(heard.get()).isBetween(10, 11);
        slow.close();
    }

    @Test
    void calls_beyond_the_bound_are_answered_with_unavailable() {
        CompletableFuture<String> release = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(2);
        Client busy =
                await(router.to().handlers(Handlers.pooled().withMostWaiting(2)).connect());
        await(busy.register("com.slow", call -> {
            begun.countDown();
            return release.join();
        }));
        List<CompletableFuture<String>> taken =
                List.of(other.call(String.class, "com.slow"), other.call(String.class, "com.slow"));
        await(begun);

        assertThat(failure(other.call("com.slow"))).hasMessageContaining("wamp.error.unavailable");
        release.complete("done");
        taken.forEach(call -> assertThat(await(call)).isEqualTo("done"));
        busy.close();
    }

    @Test
    void in_order_all_handlers_of_a_client_run_one_after_the_other() {
        List<String> order = new CopyOnWriteArrayList<>();
        AtomicInteger running = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Client client =
                await(router.to().handlers(Handlers.on(threads).inOrder()).connect());
        for (String topic : List.of("com.a", "com.b")) {
            await(client.subscribe(topic, event -> {
                assertThat(running.incrementAndGet()).isEqualTo(1);
                order.add(event.topic() + event.as(int.class));
                running.decrementAndGet();
            }));
        }
        for (int i = 0; i < 50; i++) {
            await(other.publish("com.a", i));
            await(other.publish("com.b", i));
        }

        Awaitility.await().until(() -> order.size() == 100);
        assertThat(order).startsWith("com.a0", "com.b0", "com.a1", "com.b1").endsWith("com.a49", "com.b49");
        client.close();
        threads.shutdownNow();
    }

    @Test
    void in_order_a_handler_gives_the_future_of_a_call_with_progress_as_its_result() {
        await(other.register("com.parts", call -> {
            call.progress(1);
            call.progress(2);
            return 3;
        }));
        List<Integer> parts = new CopyOnWriteArrayList<>();
        Client client = await(router.to().handlers(Handlers.pooled().inOrder()).connect());
        await(client.register(
                "com.sum",
                call -> client.procedure("com.parts")
                        .onProgress(part -> parts.add(part.as(int.class)))
                        .call(int.class)
                        .thenApply(last ->
                                last + parts.stream().mapToInt(part -> part).sum())));

        assertThat(await(other.call(int.class, "com.sum"))).isEqualTo(6);
        client.close();
    }

    @Test
    void an_executor_that_takes_nothing_drops_and_refuses_and_the_client_lives() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        AtomicInteger dropped = new AtomicInteger();
        Client client = await(router.to()
                .handlers(Handlers.on(closed))
                .listener(new ClientListener() {
                    @Override
                    public void onDropped(String uri) {
                        dropped.incrementAndGet();
                    }
                })
                .connect());
        await(client.register("com.p", call -> 1));
        await(client.subscribe("com.t", event -> {}));

        assertThat(failure(other.call("com.p"))).hasMessageContaining("wamp.error.unavailable");
        await(other.publish("com.t"));
        Awaitility.await().until(() -> dropped.get() == 2);
        client.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(CompletableFuture<T> stage) {
        return TestRouter.await(stage);
    }
}
