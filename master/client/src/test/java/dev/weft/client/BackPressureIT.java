package dev.weft.client;

import static dev.weft.client.TestRouter.await;
import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.message.Dict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application that sends faster than the other end reads. */
class BackPressureIT {

    private static final long QUEUE_BYTES = 1 << 20;
    private static final int EVENTS = 400;
    private static final String LARGE = "x".repeat(50_000);

    private final TestRouter router = TestRouter.start();
    private final Tap tap = Tap.before(router.port());

    @AfterEach
    void close() {
        tap.close();
        router.close();
    }

    private Client join(Duration stall) {
        return await(Client.to("ws://127.0.0.1:" + tap.port() + "/")
                .realm("realm1")
                .limits(TransportLimits.defaults().withOutbound(QUEUE_BYTES, stall))
                .keepalive(Keepalive.none())
                .timeouts(Duration.ofSeconds(10), Duration.ofSeconds(1))
                .connect());
    }

    /** Publishes 20 MB, far more than all buffers of a connection hold, each event when the future of the one before has completed. */
    private static CompletableFuture<Void> flood(Client client) {
        return flood(client, EVENTS);
    }

    private static CompletableFuture<Void> flood(Client client, int events) {
        for (int left = events; left > 0; left--) {
            CompletableFuture<Void> sent = client.publish("com.topic", LARGE);
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                int rest = left - 1;
                return sent.thenCompose(written -> flood(client, rest));
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void who_waits_for_the_futures_loses_nothing_and_is_never_refused() {
        AtomicInteger heard = new AtomicInteger();
        Client client = join(Duration.ofMinutes(1));
        await(router.inside().subscribe("com.topic", Dict.empty(), (payload, details) -> heard.incrementAndGet()));
        tap.shut();
        CompletableFuture<Void> flood = flood(client);

        assertThat(flood).isNotDone();
        tap.open();
        await(flood);
        await(client.writable());
        Awaitility.await().until(() -> heard.get() == EVENTS);
        client.close();
    }

    @Test
    void who_does_not_wait_is_refused_at_the_bound_and_the_session_lives_on() {
        Client client = join(Duration.ofMinutes(1));
        tap.shut();
        assertThat(refusal(() -> client.publish("com.topic", LARGE)))
                .hasMessageContaining("wamp.error.unavailable")
                .hasMessageContaining("bytes wait");
        assertThat(refusal(() -> client.call("com.p", LARGE))).hasMessageContaining("wamp.error.unavailable");

        tap.open();
        await(client.writable());
        await(client.register("com.echo", call -> call.as(String.class)));
        assertThat(await(client.call(String.class, "com.echo", "alive"))).isEqualTo("alive");
        client.close();
    }

    private static Throwable refusal(Supplier<CompletableFuture<?>> send) {
        CompletableFuture<?> sent = send.get();
        for (int i = 0; !sent.isCompletedExceptionally(); i++) {
            assertThat(i).as("20 MB, and nobody was refused").isLessThan(EVENTS);
            sent = send.get();
        }
        return failure(sent);
    }

    @Test
    void a_peer_that_never_reads_again_is_given_up_and_nobody_waits_for_ever() {
        Client client = join(Duration.ofMillis(300));
        tap.shut();
        CompletableFuture<Void> flood = flood(client);

        assertThat(failure(flood)).isInstanceOf(SessionClosed.class);
        await(client.writable());
        tap.open();
        await(client.joined());
        assertThat(tap.connections()).isEqualTo(2);
        client.close();
    }

    @Test
    void a_callee_is_held_back_as_a_publisher_is() {
        Client callee = join(Duration.ofMinutes(1));
        Client caller = router.join();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        await(callee.register("com.flood", call -> {
            tap.shut();
            refused.complete(refusal(() -> call.progress(LARGE)));
            return null;
        }));
        CompletableFuture<Arguments> call =
                caller.procedure("com.flood").onProgress(part -> {}).call();

        assertThat(await(refused)).hasMessageContaining("wamp.error.unavailable");
        tap.open();
        await(call);
        caller.close();
        callee.close();
    }

    @Test
    void closing_while_the_peer_does_not_read_ends_all_the_same() {
        Client client = join(Duration.ofMillis(300));
        tap.shut();
        CompletableFuture<Void> flood = flood(client);

        client.close();
        assertThat(failure(flood)).isInstanceOf(SessionClosed.class);
        assertThat(client.ended()).isCompleted();
    }
}
