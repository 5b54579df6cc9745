package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.StubRouter;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectingClientIT {

    private static final CloseReason STOPPED = new CloseReason(CloseReason.Kind.GOING_AWAY, "stopped");

    private final Loops loops = Loops.create(2);
    private final StubRouter router = new StubRouter();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Listening listening;

    private final SessionListener listener = new SessionListener() {
        @Override
        public void onJoined(WampSession session) {
            told.add("joined");
        }

        @Override
        public void onLost(String reason, String message) {
            told.add("lost " + reason);
        }

        @Override
        public void onRefused(String uri, String reason) {
            told.add("refused " + uri + ": " + reason);
        }

        @Override
        public void onGivenUp(String reason, String message) {
            told.add("given up " + reason);
        }
    };

    @BeforeEach
    void listen() {
        listening = listen(0);
    }

    private Listening listen(int port) {
        return Await.of(new WampServer(loops).listen(ListenAddress.loopback(port), Offers.webSocket(router)));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private ReconnectSettings settings(String realm) {
        ClientSettings target = ClientSettings.of("ws://127.0.0.1:" + listening.port(), realm, Serializers.json());
        return ReconnectSettings.of(target).withBackoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)));
    }

    @Test
    void registrations_and_subscriptions_are_made_again_when_the_router_comes_back() {
        List<Object> events = new CopyOnWriteArrayList<>();
        ReconnectingClient client = ReconnectingClient.start(loops, settings("realm1"), listener);
        Await.of(client.register("com.here", Dict.empty(), c -> CompletableFuture.completedFuture(c.payload()))
                .ready());
        Await.of(client.subscribe("com.topic", Dict.empty(), (p, d) -> events.add(p.argument(0)))
                .ready());
        Await.of(client.joined());
        assertThat(Await.of(client.call("com.here", Dict.empty(), Payload.of("a")))
                        .argument(0))
                .isEqualTo("a");

        Await.of(listening.closeAll(STOPPED));
        Awaitility.await().until(() -> told.contains("lost " + ConnectFailed.CODE));
        assertThat(Await.failure(client.call("com.here", Dict.empty(), Payload.empty())))
                .isInstanceOf(SessionClosed.class);
        listening = listen(listening.port());

        Await.of(client.joined());
        assertThat(Await.of(client.call("com.here", Dict.empty(), Payload.of("b")))
                        .argument(0))
                .isEqualTo("b");
        Await.of(client.publish("com.topic", Dict.empty(), Payload.of("event")));
        Awaitility.await().until(() -> events.contains("event"));
        assertThat(told).startsWith("joined", "lost wamp.close.transport_lost").endsWith("joined");

        Await.of(client.close());
        assertThat(Await.failure(client.joined())).isInstanceOf(SessionClosed.class);
        Awaitility.await().until(() -> listening.connections() == 0);
    }

    @Test
    void what_is_forgotten_is_not_made_again() {
        ReconnectingClient client = ReconnectingClient.start(loops, settings("realm1"), listener);
        ReconnectingClient.Remembered gone =
                client.register("com.gone", Dict.empty(), c -> CompletableFuture.completedFuture(Payload.empty()));
        Await.of(gone.ready());
        Await.of(client.joined());
        router.links().forEach(link -> link.close(STOPPED));
        Awaitility.await().until(() -> told.contains("lost wamp.close.transport_lost"));
        Await.of(gone.forget());
        Await.of(client.joined());
        Awaitility.await()
                .untilAsserted(() -> assertThat(Await.failure(client.call("com.gone", Dict.empty(), Payload.empty())))
                        .hasMessageContaining("no_such_procedure"));
        Await.of(client.close());
    }

    @Test
    void a_procedure_that_somebody_else_has_taken_is_told_and_registered_when_it_is_free() {
        ReconnectingClient client = ReconnectingClient.start(loops, settings("realm1"), listener);
        Await.of(client.register("com.mine", Dict.empty(), c -> CompletableFuture.completedFuture(Payload.of("mine")))
                .ready());
        Await.of(client.joined());
        router.take("com.mine");
        router.links().forEach(link -> link.close(STOPPED));

        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .filteredOn(line -> line.startsWith("refused"))
                        .singleElement()
                        .asString()
                        .contains("com.mine", "procedure_already_exists", "somebody else"));

        router.free("com.mine");
        Awaitility.await()
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> "mine"
                        .equals(Await.of(client.call("com.mine", Dict.empty(), Payload.empty()))
                                .argument(0)));
        Await.of(client.close());
    }

    @Test
    void a_router_that_is_not_there_yet_is_waited_for() {
        int port = listening.port();
        Await.of(listening.close());
        ReconnectingClient client = ReconnectingClient.start(loops, settings("realm1"), listener);
        Awaitility.await().until(() -> told.size() >= 3);
        assertThat(told).containsOnly("lost " + ConnectFailed.CODE);
        assertThat(client.session()).isEmpty();
        listening = listen(port);
        Await.of(client.joined());
        assertThat(client.session()).isPresent();
        Await.of(client.close());
    }

    @Test
    void fatal_reasons_end_it() {
        ReconnectSettings settings = settings("closed").withFatalReasons(Set.of("wamp.error.no_such_realm"));
        ReconnectingClient client = ReconnectingClient.start(loops, settings, listener);
        assertThat(Await.failure(client.joined())).hasMessageContaining("wamp.error.no_such_realm");
        Awaitility.await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly("given up wamp.error.no_such_realm");
        Await.of(client.close());
    }

    @Test
    void other_refusals_are_tried_again() {
        ReconnectingClient client = ReconnectingClient.start(loops, settings("closed"), listener);
        Awaitility.await().until(() -> told.size() >= 2);
        assertThat(told).containsOnly("lost wamp.error.no_such_realm");
        Await.of(client.close());
    }

    @Test
    void a_refused_registration_is_told_and_does_not_hinder_the_others() {
        ReconnectingClient client = ReconnectingClient.start(loops, settings("realm1"), listener);
        ReconnectingClient other = ReconnectingClient.start(loops, settings("realm1"), new SessionListener() {});
        Await.of(other.register("com.taken", Dict.empty(), c -> CompletableFuture.completedFuture(Payload.of(1L)))
                .ready());
        assertThat(Await.failure(client.register(
                                "com.taken", Dict.empty(), c -> CompletableFuture.completedFuture(Payload.of(2L)))
                        .ready()))
                .hasMessageContaining("procedure_already_exists");
        Await.of(client.joined());
        assertThat(Await.of(client.call("com.taken", Dict.empty(), Payload.empty()))
                        .argument(0))
                .isEqualTo(1L);
        Await.of(client.close());
        Await.of(other.close());
    }
}
