package dev.weft.client;

import static dev.weft.client.TestRouter.await;
import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.router.StaticPermissions;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.client.Backoff;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.Principals;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconnectIT {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100));

    private TestRouter router = TestRouter.start();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ClientListener listener = new ClientListener() {
        @Override
        public void onJoined(WampSession session) {
            told.add("joined");
        }

        @Override
        public void onRefused(String uri, String reason) {
            told.add("refused " + uri + " " + reason);
        }

        @Override
        public void onLost(String reason, String message) {
            told.add("lost " + reason);
        }

        @Override
        public void onGivenUp(String reason, String message) {
            told.add("given up " + reason);
        }
    };

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void after_the_router_was_killed_and_came_back_registrations_and_subscriptions_work_again() {
        Client client = await(router.to().backoff(QUICK).listener(listener).connect());
        List<String> events = new CopyOnWriteArrayList<>();
        await(client.register("com.echo", call -> call.as(String.class)));
        await(client.register("com.never", call -> new CompletableFuture<>()));
        await(client.subscribe("com.topic", event -> events.add(event.as(String.class))));
        CompletableFuture<String> waiting = client.call(String.class, "com.never");
        assertThat(await(client.call(String.class, "com.echo", "before"))).isEqualTo("before");

        router.close();
        assertThat(failure(waiting))
                .isInstanceOf(SessionClosed.class)
                .hasMessageContaining("wamp.close.transport_lost");
        Awaitility.await().until(() -> told.contains("lost " + ConnectFailed.CODE));
        assertThat(failure(client.call("com.echo", "meanwhile")))
                .isInstanceOf(SessionClosed.class)
                .hasMessageStartingWith("not joined now (last: cannot connect to ws://127.0.0.1:" + router.port())
                .hasMessageEndingWith("); trying again");
        assertThat(failure(client.publish("com.topic", "meanwhile"))).hasMessageStartingWith("not joined now");
        assertThat(client.details()).isEmpty();

        router = TestRouter.start(router.port());
        await(client.joined());
        assertThat(await(client.call(String.class, "com.echo", "after"))).isEqualTo("after");
        await(client.topic("com.topic").includingMe().acknowledged().publish("event"));
        Awaitility.await().until(() -> events.contains("event"));
        assertThat(told).startsWith("joined", "lost wamp.close.transport_lost").endsWith("joined");
        client.close();
        assertThat(await(client.ended())).isEqualTo("wamp.close.normal");
        assertThat(failure(client.call("com.echo", "behind"))).hasMessage("session closed: wamp.close.normal");
    }

    @Test
    void what_is_refused_on_a_later_session_is_told_and_is_there_again_when_it_is_allowed() {
        Client client = await(router.to().backoff(QUICK).listener(listener).connect());
        await(client.register("com.echo", call -> call.as(String.class)));
        await(client.subscribe("com.topic", event -> {}));

        router.close();
        router = TestRouter.start(router.port(), StaticPermissions.of(List.of()));
        Awaitility.await().until(() -> count("joined") == 2);
        assertThat(told)
                .anyMatch(line -> line.startsWith("refused com.echo wamp.error.not_authorized"))
                .anyMatch(line -> line.startsWith("refused com.topic wamp.error.not_authorized"))
                .endsWith("joined");

        router.close();
        router = TestRouter.start(router.port());
        Awaitility.await().until(() -> count("joined") == 3);
        assertThat(await(client.call(String.class, "com.echo", "again"))).isEqualTo("again");
        client.close();
    }

    private long count(String line) {
        return told.stream().filter(line::equals).count();
    }

    @Test
    void what_the_router_takes_away_from_a_session_is_told() {
        Client client = await(router.to().listener(listener).connect());
        await(client.register("com.echo", call -> call.as(String.class)));
        await(client.subscribe("com.topic", event -> {}));

        router.user(StaticPermissions.of(List.of()));
        Awaitility.await()
                .untilAsserted(() -> assertThat(told)
                        .anyMatch(line -> line.startsWith("refused com.echo "))
                        .anyMatch(line -> line.startsWith("refused com.topic ")));
        client.close();
    }

    @Test
    void a_session_that_was_lost_is_no_failed_attempt() {
        Client client = await(
                router.to().backoff(QUICK).giveUpAfter(1).listener(listener).connect());

        int port = router.port();
        router.close();

        assertThat(await(client.ended())).isNotNull();
        assertThat(told)
                .as("the loss, then one attempt")
                .startsWith("joined", "lost wamp.close.transport_lost")
                .hasSize(3);
        router = TestRouter.start(port);
    }

    @Test
    void what_is_registered_while_nothing_is_joined_is_made_when_something_is() {
        int port = router.port();
        router.close();
        Client client = router.to().backoff(QUICK).listener(listener).start();
        CompletableFuture<Standing> registered = client.register("com.echo", call -> call.as(String.class));
        Awaitility.await().until(() -> told.size() >= 2);
        assertThat(registered).isNotDone();

        router = TestRouter.start(port);
        await(registered);
        assertThat(await(client.call(String.class, "com.echo", "hello"))).isEqualTo("hello");
        client.close();
    }

    @Test
    void connecting_fails_where_nobody_listens_or_the_router_refuses_and_nothing_is_left_over() {
        assertThat(failure(router.to().realm("other").connect()))
                .isInstanceOfSatisfying(
                        ApplicationError.class, error -> assertThat(error.uri()).isEqualTo("wamp.error.no_such_realm"));
        router.close();
        assertThat(failure(router.to().listener(listener).connect()))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("connection refused");
        assertThat(told).containsExactly("lost " + ConnectFailed.CODE);
    }

    @Test
    void all_addresses_are_tried_in_turn() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        ClientBuilder two = Client.to("ws://127.0.0.1:" + nobody + "/")
                .orTo("ws://127.0.0.1:" + router.port() + "/")
                .realm("realm1")
                .backoff(QUICK)
                .listener(listener);
        await(two.connect()).close();
        assertThat(told).containsExactly("lost " + ConnectFailed.CODE, "joined");

        router.close();
        told.clear();
        assertThat(failure(two.connect())).isInstanceOf(ConnectFailed.class);
        assertThat(told).hasSize(2);
    }

    @Test
    void credentials_are_asked_for_before_each_attempt() {
        Iterator<String> tickets = List.of("expired", "fresh").iterator();
        Principals joe = new StaticPrincipals(List.of(Principal.of("joe", "user", "fresh")));
        try (TestRouter asking = TestRouter.start(List.of(new TicketAuthenticator(joe)), null)) {
            Client client = asking.to()
                    .login(() -> Login.ticket("joe", tickets.next()))
                    .backoff(QUICK)
                    .listener(listener)
                    .start();

            assertThat(await(client.joined()).authid()).isEqualTo("joe");
            assertThat(told).containsExactly("lost wamp.error.authentication_failed", "joined");
            client.close();
        }
    }

    @Test
    void a_url_that_cannot_be_meant_is_refused_before_anything_is_tried() {
        assertThatThrownBy(() -> Client.to("http://127.0.0.1/").connect())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the scheme must be ws");
    }

    @Test
    void attempts_are_bounded_where_that_is_wanted_and_the_end_is_told() {
        router.close();
        Client client =
                router.to().backoff(QUICK).giveUpAfter(3).listener(listener).start();
        CompletableFuture<Standing> registered = client.register("com.echo", call -> null);

        assertThat(await(client.ended())).isEqualTo(ConnectFailed.CODE);
        assertThat(told)
                .containsExactly(
                        "lost " + ConnectFailed.CODE, "lost " + ConnectFailed.CODE, "given up " + ConnectFailed.CODE);
        assertThat(failure(registered)).isInstanceOf(SessionClosed.class);
        assertThat(failure(client.joined())).isInstanceOf(SessionClosed.class);
        client.close();
    }

    @Test
    void a_reason_that_is_final_ends_it_at_once() {
        Client client = router.to()
                .realm("other")
                .backoff(QUICK)
                .giveUpOn("wamp.error.no_such_realm")
                .listener(listener)
                .start();

        assertThat(await(client.ended())).isEqualTo("wamp.error.no_such_realm");
        assertThat(told).containsExactly("given up wamp.error.no_such_realm");
    }
}
