package dev.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.transport.client.WampClient;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EveryTransportIT {

    private static final List<String> KINDS = List.of(
            "ws",
            "web",
            "rs",
            "unix",
            "ws-universal",
            "rs-universal",
            "unix-universal",
            "wss-universal",
            "rss-universal");

    @TempDir
    static Path folder;

    private static SelfSigned certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfSigned.in(folder, "tls");
    }

    static Stream<Arguments> combinations() {
        List<Arguments> all = new ArrayList<>();
        for (String loops : List.of("native", "portable")) {
            for (String kind : KINDS) {
                for (Serializer serializer : kind.startsWith("w") ? Serializers.ofWebSocket() : Serializers.all()) {
                    all.add(Arguments.of(loops, kind, serializer.name()));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void carries_calls_events_and_goodbyes(String loopKind, String kind, String serializerName) {
        Serializer serializer = Serializers.byName(serializerName).orElseThrow();
        try (Loops loops = loopKind.equals("native") ? Loops.create(2) : Loops.portable(2)) {
            StubRouter router = new StubRouter();
            ServerTls tls = kind.contains("ss-") ? new ServerTls(certificate.certificate(), certificate.key()) : null;
            Listening listening = Await.of(new WampServer(loops).listen(address(kind), protocol(kind, router), tls));
            WampClient client = new WampClient(loops);
            ClientSettings settings = ClientSettings.of(url(kind, listening), "realm1", serializer)
                    .withTls(ClientTls.trusting(certificate.certificate()));

            WampSession callee = Await.of(client.connect(settings));
            WampSession caller = Await.of(client.connect(settings));
            Await.of(callee.register(
                    "com.add",
                    Dict.empty(),
                    call -> CompletableFuture.completedFuture(Payload.of(sum(call.payload())))));

            assertThat(Await.of(caller.call("com.add", Payload.of(2L, 3L))).argument(0))
                    .isEqualTo(5L);
            byte[] blob = new byte[70_000];
            Payload big = Payload.of(List.of("ä€𝄞", blob), Map.of("k", "x".repeat(200_000)));
            Payload echoed = Await.of(caller.call("echo", big));
            assertThat(echoed.argument(0)).isEqualTo("ä€𝄞");
            assertThat((byte[]) echoed.argument(1)).isEqualTo(blob);
            assertThat(echoed.keywords()).containsEntry("k", "x".repeat(200_000));

            List<Object> events = new CopyOnWriteArrayList<>();
            Await.of(
                    callee.subscribe("com.topic", Dict.empty(), (payload, details) -> events.add(payload.argument(0))));
            for (long i = 0; i < 500; i++) {
                caller.publish("com.topic", Dict.empty(), Payload.of(i));
            }
            Awaitility.await().until(() -> events.size() == 500);
            assertThat(events)
                    .isEqualTo(Stream.iterate(0L, i -> i + 1).limit(500).toList());

            assertThat(router.links())
                    .allSatisfy(link -> assertThat(link.info().serializer()).isEqualTo(serializerName));
            Await.of(caller.close());
            Await.of(callee.close());
            Awaitility.await().until(() -> listening.connections() == 0);
            assertThat(router.closed()).extracting(CloseReason::kind).containsOnly(CloseReason.Kind.NORMAL);
            Await.of(listening.closeAll(CloseReason.normal()));
        }
    }

    private static long sum(Payload payload) {
        return payload.arguments().stream()
                .mapToLong(a -> a instanceof Long l ? l : 0)
                .sum();
    }

    private ListenAddress address(String kind) {
        return kind.startsWith("unix") ? ListenAddress.unix(folder.resolve("s")) : ListenAddress.loopback(0);
    }

    private static ServerProtocol protocol(String kind, StubRouter router) {
        return switch (kind) {
            case "ws" -> Offers.webSocket(router);
            case "web" -> Offers.web(router);
            case "rs", "unix" -> Offers.rawSocket(router);
            default -> Offers.universal(router);
        };
    }

    private String url(String kind, Listening listening) {
        return switch (kind) {
            case "web" -> "ws://127.0.0.1:" + listening.port() + "/ws";
            case "unix", "unix-universal" -> "unix:" + folder.resolve("s");
            default -> kind.replace("-universal", "") + "://localhost:" + listening.port() + "/ws";
        };
    }
}
