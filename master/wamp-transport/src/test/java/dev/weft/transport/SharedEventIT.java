package dev.weft.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.transport.client.WampClient;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import dev.weft.wamp.serializer.SharedMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large event is written once for all its recipients on a loop: each gets all of it, however it is connected, and whoever leaves. */
class SharedEventIT {

    /** More than is copied for each recipient. */
    private static final int BYTES = 100_000;

    private static final long SUBSCRIPTION = 7;

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private final WampClient client = new WampClient(loops);
    private final List<List<String>> heard = new ArrayList<>();

    private static SelfSigned certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = SelfSigned.in(folder, "tls");
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private int listen(ServerProtocol protocol, boolean secure) {
        ServerTls tls = secure ? new ServerTls(certificate.certificate(), certificate.key()) : null;
        Listening listening = Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), protocol, tls));
        return listening.port();
    }

    private WampSession join(String url, boolean deflated) {
        ClientSettings settings = ClientSettings.of(url, "realm1", Serializers.json())
                .withTls(ClientTls.trusting(certificate.certificate()))
                .withDeflate(deflated ? Deflate.defaults() : null);
        WampSession session = Await.of(client.connect(settings));
        List<String> texts = new CopyOnWriteArrayList<>();
        heard.add(texts);
        Await.of(session.subscribe(
                "com.topic", Dict.empty(), (payload, details) -> texts.add((String) payload.argument(0))));
        return session;
    }

    private static SharedMessage event(String text) {
        return new SharedMessage(new Event(SUBSCRIPTION, 1, Dict.empty(), Payload.of(text)));
    }

    private static String text(int i) {
        return (i + ": " + "abcdefghij".repeat(BYTES / 10)).substring(0, BYTES);
    }

    @Test
    void all_of_it_arrives_plain_deflated_and_over_tls_in_order() throws Exception {
        ServerProtocol webSocket = new ServerProtocol.WebSocket(
                WebSocketSettings.of(Serializers.all()).withDeflate(Deflate.defaults()), router);
        ServerProtocol rawSocket = new ServerProtocol.RawSocket(RawSocketSettings.of(Serializers.all()), router);
        String ws = "ws://localhost:" + listen(webSocket, false) + "/";
        String wss = "wss://localhost:" + listen(webSocket, true) + "/";
        join(ws, false);
        join(ws, true);
        join(wss, false);
        join(wss, true);
        join("rs://localhost:" + listen(rawSocket, false), false);
        join("rss://localhost:" + listen(rawSocket, true), false);

        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            SharedMessage event = event(text(i));
            sent.add(text(i));
            loops.group()
                    .next()
                    .submit(() -> router.links().forEach(link -> link.send(event)))
                    .get();
        }

        assertThat(router.links()).hasSize(6);
        await().untilAsserted(() -> assertThat(heard).hasSize(6).allMatch(sent::equals));
    }

    @Test
    void one_that_leaves_in_the_middle_takes_nothing_from_the_others() throws Exception {
        String url = "rs://localhost:"
                + listen(new ServerProtocol.RawSocket(RawSocketSettings.of(Serializers.all()), router), false);
        join(url, false);
        join(url, false);
        join(url, false);

        loops.group()
                .next()
                .submit(() -> {
                    List<Link> links = router.links();
                    SharedMessage first = event(text(1));
                    links.forEach(link -> link.send(first));
                    links.get(1).close(CloseReason.normal());
                    SharedMessage second = event(text(2));
                    links.forEach(link -> link.send(second));
                })
                .get();

        List<String> both = List.of(text(1), text(2));
        await().untilAsserted(() -> assertThat(heard).containsExactly(both, List.of(text(1)), both));
    }
}
