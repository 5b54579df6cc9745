package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peers that do what no peer should, against a router worker: its memory stays bounded, other sessions go on, every call that can be
 * answered is answered, and nothing is left of the peer.
 */
class MisbehavingPeersIT {

    private static final String ECHO = "com.example.echo";
    private static final String TOPIC = "com.example.topic";

    private static final int EVENTS = 1_600;
    private static final int EVENT_BYTES = 64 << 10;
    private static final long FLOOD_BYTES = (long) EVENTS * EVENT_BYTES;

    /** What a worker may grow by while it is misused; a hundred MiB are sent to it. */
    private static final long MOST_GROWTH_MIB = 80;

    @TempDir
    static Path folder;

    private static RunningNode node;
    private static int port;
    private static int rawPort;
    private static int ticketPort;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private WampSession bystander;
    private WampSession callee;
    private long sessionsBefore;
    private long before;

    @BeforeAll
    static void start() {
        node = RunningNode.in(folder);
        node.call("start_worker", "w1", "router", Map.of());
        node.call("worker.w1.start_router_realm", "realm1", Map.of("name", "realm1"));
        Map<String, Object> all = Map.of("call", true, "register", true, "publish", true, "subscribe", true);
        node.call(
                "worker.w1.start_router_realm_role",
                "realm1",
                "role1",
                Map.of(
                        "name",
                        "anonymous",
                        "permissions",
                        List.of(Map.of("uri", "", "match", "prefix", "allow", all))));
        port = RunningNode.port(node.callForMap("worker.w1.start_router_transport", "ws", RunningNode.webSocket()));
        rawPort = RunningNode.port(node.callForMap(
                "worker.w1.start_router_transport", "raw", Map.of("type", "rawsocket", "endpoint", crowded())));
        ticketPort = RunningNode.port(node.callForMap(
                "worker.w1.start_router_transport",
                "ticket",
                Map.of(
                        "type",
                        "rawsocket",
                        "endpoint",
                        RunningNode.endpoint(),
                        "auth",
                        Map.of(
                                "ticket",
                                Map.of(
                                        "type",
                                        "static",
                                        "principals",
                                        Map.of("joe", Map.of("ticket", "secret", "role", "anonymous")))))));
    }

    /** For many who come at once: with the usual queue the system lets most of them knock again a second later. */
    private static Map<String, Object> crowded() {
        Map<String, Object> endpoint = new LinkedHashMap<>(RunningNode.endpoint());
        endpoint.put("backlog", 4096L);
        return endpoint;
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void join() {
        bystander = node.join(port);
        callee = node.join(port);
        await(callee.register(
                ECHO, Dict.of("invoke", "roundrobin"), call -> CompletableFuture.completedFuture(call.payload())));
        sessionsBefore = sessions();
        before = residentMib();
    }

    /** Others go on, and nobody is left but they. */
    @AfterEach
    void nothing_is_left_of_it_and_others_are_unharmed() {
        threads.shutdownNow();
        try {
            echoes();
            Awaitility.await("only those that behave are left")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(sessions()).isEqualTo(sessionsBefore));
            assertThat(residentMib() - before).as("growth in MiB").isLessThan(MOST_GROWTH_MIB);
        } finally {
            await(bystander.close());
            await(callee.close());
        }
    }

    @Test
    void who_reads_nothing_loses_events_and_then_the_connection_and_nobody_else_does() throws Exception {
        try (RawPeer deaf = RawPeer.join(rawPort)) {
            deaf.send("[32,1,{},\"" + TOPIC + "\"]");
            deaf.await("[33,");

            flood();

            Awaitility.await("it is cut off while it still holds its end")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(sessions()).isEqualTo(sessionsBefore));
            assertThat(deaf.drain()).as("bytes that had been sent").isLessThan(FLOOD_BYTES / 2);
        }
    }

    @Test
    void who_reads_a_byte_a_second_loses_events_and_nobody_else_does() throws Exception {
        try (RawPeer slow = RawPeer.join(rawPort)) {
            slow.send("[32,1,{},\"" + TOPIC + "\"]");
            slow.await("[33,");
            // Its pace is what it plays; nothing waits for it.
            Future<?> reading = threads.submit(() -> {
                while (slow.readByte() >= 0 && isUninterrupted(Duration.ofSeconds(1))) {
                    continue;
                }
            });

            flood();

            Awaitility.await("too slow is as good as deaf")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(sessions()).isEqualTo(sessionsBefore));
            reading.cancel(true);
            assertThat(slow.drain()).as("bytes that had been sent").isLessThan(FLOOD_BYTES / 2);
        }
    }

    @Test
    void who_sends_a_byte_a_second_does_not_join_and_is_cut_off() throws Exception {
        try (RawPeer slow = RawPeer.open(rawPort)) {
            byte[] hello = RawPeer.frame("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
            threads.execute(() -> {
                try {
                    for (int i = 0; i < hello.length && isUninterrupted(Duration.ofSeconds(1)); i++) {
                        slow.write(hello[i]);
                    }
                } catch (IOException cutOff) {
                    // As it should be.
                }
            });

            assertThat(slow.rest()).doesNotContain("[2,");
        }
    }

    @Test
    void ten_thousand_connections_of_one_address_that_say_nothing_keep_no_other_address_out_and_soon_end()
            throws Exception {
        List<SocketChannel> all = new ArrayList<>();
        SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), rawPort);
        try {
            for (int i = 0; i < 10_000; i++) {
                all.add(SocketChannel.open(address));
                if (i % 1_000 == 0) {
                    echoes();
                }
            }
            try (RawPeer other = RawPeer.joinFrom("127.0.0.2", rawPort)) {
                other.send("[48,1,{},\"" + ECHO + "\",[\"x\"]]");
                assertThat(other.await("[50,1,")).contains("x");
            }
            // Each is closed by the router, or was turned away: its channel has an end.
            ByteBuffer nothing = ByteBuffer.allocate(1);
            for (SocketChannel each : all) {
                assertThat(each.read(nothing)).isEqualTo(-1);
            }
        } finally {
            for (SocketChannel each : all) {
                each.close();
            }
        }
        try (RawPeer next = RawPeer.join(rawPort)) {
            next.send("[48,1,{},\"" + ECHO + "\",[\"x\"]]");
            assertThat(next.await("[50,1,")).contains("x");
        }
    }

    @Test
    void a_flood_of_subscriptions_ends_at_the_bound_and_all_of_it_goes_with_the_session() throws Exception {
        try (RawPeer greedy = RawPeer.join(rawPort)) {
            int bound = 10_000;
            threads.execute(() -> {
                try {
                    for (int i = 1; i <= bound + 10; i++) {
                        greedy.send("[32," + i + ",{\"match\":\"prefix\"},\"com.example.flood" + i + "\"]");
                    }
                } catch (IOException ended) {
                    // The test has failed, or is over.
                }
            });

            String refusal = greedy.await("[8,32,");
            assertThat(refusal).startsWith("[8,32," + (bound + 1) + ",");
            echoes();
        }
        Awaitility.await("its subscriptions are gone")
                .atMost(Duration.ofSeconds(40))
                .until(() -> await(bystander.call("wamp.subscription.match", Payload.of("com.example.flood17.x")))
                                .argument(0)
                        == null);
    }

    @Test
    void a_caller_that_vanishes_has_its_call_interrupted_and_the_late_answer_harms_nobody() throws Exception {
        try (RawPeer busy = RawPeer.join(rawPort)) {
            busy.send("[64,1,{},\"com.example.slow\"]");
            busy.await("[65,1,");
            String invocation;
            try (RawPeer caller = RawPeer.join(rawPort)) {
                caller.send("[48,1,{},\"com.example.slow\"]");
                invocation = busy.await("[68,").split(",")[1];
            }
            assertThat(busy.await("[69,")).startsWith("[69," + invocation + ",");
            busy.send("[70," + invocation + ",{},[\"late\"]]");

            CompletableFuture<Payload> next =
                    bystander.call("com.example.slow", Payload.empty()).toCompletableFuture();
            String second = busy.await("[68,").split(",")[1];
            busy.send("[70," + second + ",{},[\"in time\"]]");
            assertThat(await(next).argument(0)).isEqualTo("in time");
        }
    }

    @Test
    void calls_to_a_callee_that_vanishes_are_answered_and_its_turn_goes_to_the_others() throws Exception {
        List<CompletableFuture<Payload>> calls = new ArrayList<>();
        try (RawPeer leaving = RawPeer.join(rawPort)) {
            leaving.send("[64,1,{\"invoke\":\"roundrobin\"},\"" + ECHO + "\"]");
            leaving.await("[65,1,");
            for (int i = 0; i < 20; i++) {
                calls.add(bystander.call(ECHO, Payload.of(i)).toCompletableFuture());
            }
            for (int i = 0; i < 10; i++) {
                leaving.await("[68,");
            }
        }

        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        for (CompletableFuture<Payload> call : calls) {
            await(call.handle((result, failure) -> (failure == null ? answered : refused).incrementAndGet()));
        }
        assertThat(answered.get()).isEqualTo(10);
        assertThat(refused.get()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            echoes();
        }
    }

    @Test
    void who_vanishes_or_falls_silent_after_the_challenge_leaves_nothing() throws Exception {
        String hello = "[1,\"realm1\",{\"roles\":{\"caller\":{}},\"authmethods\":[\"ticket\"],\"authid\":\"joe\"}]";
        for (int i = 0; i < 200; i++) {
            try (RawPeer gone = RawPeer.open(ticketPort)) {
                gone.send(hello);
                gone.await("[4,");
            }
        }
        try (RawPeer silent = RawPeer.open(ticketPort);
                RawPeer other = RawPeer.open(ticketPort)) {
            silent.send(hello);
            silent.await("[4,");
            other.send(hello);
            other.await("[4,");
            other.send("[5,\"secret\",{}]");
            other.await("[2,");

            assertThat(silent.rest()).startsWith("[3,");
        }
    }

    @Test
    void who_says_goodbye_and_goes_on_is_not_heard() throws Exception {
        CompletableFuture<Object> heard = new CompletableFuture<>();
        await(bystander.subscribe(
                "com.example.after", Dict.empty(), (payload, details) -> heard.complete(payload.argument(0))));
        try (RawPeer peer = RawPeer.join(rawPort)) {
            peer.send("[6,{},\"wamp.close.close_realm\"]");
            try {
                for (int i = 1; i <= 100; i++) {
                    peer.send("[16," + i + ",{\"acknowledge\":true},\"com.example.after\",[\"after goodbye\"]]");
                }
            } catch (IOException closed) {
                // Sooner than we could say it all.
            }

            assertThat(peer.rest().lines())
                    .as("goodbye is answered, or the connection was reset before that could be read")
                    .allMatch(line -> line.startsWith("[6,"));
        }
        await(callee.publish("com.example.after", Dict.of("acknowledge", true), Payload.of("behind it")));
        assertThat(await(heard)).isEqualTo("behind it");
    }

    @Test
    void messages_that_are_none_end_the_session_that_sent_them_and_no_other() throws Exception {
        for (String wrong : List.of("[48,1,{}]", "{}", "[9999]", "[48,-1,{},\"a\"]", "[2,1,{}]", "[")) {
            try (RawPeer peer = RawPeer.join(rawPort)) {
                peer.send(wrong);
                assertThat(peer.rest()).as(wrong).contains("wamp.error.protocol_violation");
            }
        }
        assertThatThrownBy(() -> await(bystander.call("com.example.none", Payload.empty())))
                .hasRootCauseInstanceOf(ApplicationError.class);
    }

    /** A hundred MiB to everybody who subscribed: each is acknowledged, and who reads gets all of it. */
    private void flood() {
        AtomicInteger received = new AtomicInteger();
        WampSession.Subscription subscription =
                await(bystander.subscribe(TOPIC, Dict.empty(), (payload, details) -> received.incrementAndGet()));
        String text = "x".repeat(EVENT_BYTES);
        for (int i = 0; i < EVENTS; i++) {
            await(callee.publish(TOPIC, Dict.of("acknowledge", true), Payload.of(text)));
        }
        Awaitility.await("all events").atMost(Duration.ofSeconds(40)).until(() -> received.get() == EVENTS);
        await(subscription.unsubscribe());
    }

    private void echoes() {
        assertThat(await(bystander.call(ECHO, Payload.of("here"))).argument(0)).isEqualTo("here");
    }

    private long sessions() {
        return RunningNode.number(
                await(bystander.call("wamp.session.count", Payload.empty())).argument(0));
    }

    private static boolean isUninterrupted(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException ended) {
            return false;
        }
    }

    /** Of the worker's process. */
    private static long residentMib() {
        Object pid = node.snapshotOf("w1").get("pid");
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
