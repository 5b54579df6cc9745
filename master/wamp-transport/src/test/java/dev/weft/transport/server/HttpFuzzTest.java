package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.transport.Deflate;
import dev.weft.transport.FuzzInput;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Thrift;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import dev.weft.wamp.serializer.Serializers;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whatever comes to a port that speaks http, WebSocket and RawSocket: an answer to each request that reaches a service, and none of
 * them gets one that is not safe to be looked up.
 */
class HttpFuzzTest {

    private static final int BODY_BYTES = 600;

    private static final TransportLimits LIMITS = new TransportLimits(
            1000,
            2000,
            16,
            1 << 20,
            512,
            BODY_BYTES,
            1L << 24,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            10,
            10,
            1 << 30,
            1);

    private static final Set<String> STATUSES =
            Set.of("100", "101", "200", "400", "403", "404", "413", "414", "417", "426", "431");
    private static final Set<String> UNREADABLE = Set.of("400", "414", "431");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern DATE = Pattern.compile("(?i)date: [^\r]*\r\n");
    private static final Pattern REQUEST_LINE = Pattern.compile("(?i)HTTP/\\d");

    /** Of WebSocket: no request without it is an upgrade. */
    private static final String VERSION_OF_UPGRADES = "13";

    /** As many wait for the answer to the first as may. */
    private static final int MOST_AT_ONCE = 16;

    @FuzzTest
    void front(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes, 1);
        if (!input.isWhole()) {
            return;
        }
        byte[] stream = input.stream();
        Run whole = Thrift.require(stream.length, () -> run(List.of(stream)));
        check(whole);
        Run cut = run(input.pieces());
        check(cut);
        if (mayBeCut(stream)) {
            assertThat(likewise(cut.text())).as("cut into pieces").isEqualTo(likewise(whole.text()));
            assertThat(cut.requests()).as("cut into pieces").isEqualTo(whole.requests());
            assertThat(cut.outcome().delivered())
                    .as("cut into pieces")
                    .isEqualTo(whole.outcome().delivered());
            assertThat(cut.outcome().open())
                    .as("cut into pieces")
                    .isEqualTo(whole.outcome().open());
        }
    }

    /** Of headers that are both malformed and too large, the one or the other is told, as it is noticed first. */
    private static String likewise(String text) {
        int last = text.lastIndexOf("HTTP/1.1 ");
        boolean unreadable = last >= 0
                && UNREADABLE.contains(text.substring(last + 9, last + 12))
                && text.indexOf("connection: close", last) > 0;
        return unreadable ? text.substring(0, last) + "unreadable" : text;
    }

    /**
     * False for what depends on when it comes: more requests at once than may wait, and an upgrade behind another request, with frames
     * before it is granted (RFC 6455, 4.1, forbids them).
     */
    private static boolean mayBeCut(byte[] stream) {
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        long requests = REQUEST_LINE.matcher(text).results().count();
        return requests <= 1 || (requests <= MOST_AT_ONCE && !text.contains(VERSION_OF_UPGRADES));
    }

    private static Run run(List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        List<String> requests = new ArrayList<>();
        Routes webSockets = new Routes();
        WebSocketSettings settings = new WebSocketSettings(
                        Serializers.ofWebSocket(), LIMITS, Keepalive.none(), List.of("http://*.example.com"))
                .withDeflate(Deflate.defaults());
        webSockets.put("ws", new HttpService.WebSocketEndpoint(settings, peer));
        Routes web = new Routes();
        web.put("/page", (HttpService.RequestHandler) request -> {
            requests.add(line(request));
            return CompletableFuture.completedFuture(HttpResponse.text(200, "a page\n"));
        });
        RawSocketSettings raw = new RawSocketSettings(Serializers.all(), LIMITS, Keepalive.none());
        ServerProtocol protocol =
                new ServerProtocol.Universal(new ServerProtocol.RawSocket(raw, peer), webSockets, web, LIMITS);
        EmbeddedChannel channel = new EmbeddedChannel(
                new ServerPipeline(protocol, null, new ConnectionCount(LIMITS, new TransportMeter())));
        return new Run(peer.run(channel, pieces), requests);
    }

    private static String line(HttpRequest request) {
        assertThat(request.path()).startsWith("/page").doesNotContain("\0", "\\");
        assertThat(request.path().split("/", -1)).doesNotContain(".", "..");
        assertThat(request.path()).isEqualTo("/page" + request.rest());
        assertThat(request.body().length).isLessThanOrEqualTo(BODY_BYTES);
        request.headers().forEach((name, value) -> {
            assertThat(name).isLowerCase();
            assertThat(name + value).doesNotContain("\r", "\n", "\0");
        });
        return request.method() + " " + request.path() + "?" + request.query() + request.headers()
                + new String(request.body(), StandardCharsets.ISO_8859_1);
    }

    private static void check(Run run) {
        List<String> statuses = new ArrayList<>();
        Matcher status = STATUS.matcher(run.text());
        while (status.find()) {
            statuses.add(status.group(1));
        }
        assertThat(STATUSES).containsAll(statuses);
        assertThat(statuses.stream().filter("200"::equals)).hasSameSizeAs(run.requests());
        if (run.text().contains("connection: close")) {
            assertThat(run.outcome().open()).isFalse();
            assertThat(run.text()).containsOnlyOnce("connection: close");
            assertThat(STATUS.matcher(run.text().substring(run.text().indexOf("connection: close")))
                            .find())
                    .as("an answer after the last one")
                    .isFalse();
        }
    }

    /** What came of it, and what the service was asked. */
    private record Run(FuzzPeer.Outcome outcome, List<String> requests) {

        /** What was sent, without the time. */
        String text() {
            return DATE.matcher(new String(outcome.sent(), StandardCharsets.ISO_8859_1))
                    .replaceAll("");
        }
    }
}
