package dev.weft.transport.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.transport.Await;
import dev.weft.transport.FuzzInput;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.serializer.JsonText;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;

/**
 * Requests of long polls, with whatever is in them. An input is the serializer, then requests: a byte for what is asked, two for the
 * length of the body, and the body.
 */
class LongPollFuzzTest {

    private static final Loops LOOPS = Loops.create(1);
    private static final int MOST_REQUESTS = 8;

    private static final LongPollSettings SETTINGS =
            LongPollSettings.of(Serializers.ofWebSocket()).withTimeouts(Duration.ofMillis(1), Duration.ofMinutes(10));

    private final List<String> expected = new ArrayList<>();
    private Life life = Life.OPEN;
    private int opened;

    private enum Life {
        OPEN,
        /** An ABORT waits to be fetched. */
        ENDING,
        /** It was fetched: the client may close what it knows of. */
        ENDED,
        OVER
    }

    @AfterAll
    static void close() {
        LOOPS.close();
    }

    @FuzzTest
    void requests(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes, 1);
        if (!input.isWhole()) {
            return;
        }
        FuzzPeer peer = new FuzzPeer();
        LongPoll poll = new LongPoll(LOOPS, SETTINGS, peer, new TransportMeter());
        Serializer serializer = Serializers.ofWebSocket().get(input.choice(0) % 6);
        byte[] offer = ("{\"protocols\":[\"wamp.2." + serializer.name() + "\"]}").getBytes(StandardCharsets.UTF_8);
        String session = transport(ask(poll, "/open", offer));
        expected.clear();
        life = Life.OPEN;
        opened = 1;
        ByteBuffer in = ByteBuffer.wrap(input.stream());
        for (int i = 0; i < MOST_REQUESTS && in.remaining() >= 3; i++) {
            int what = in.get() & 0xFF;
            byte[] body = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
            in.get(body);
            switch (what % 5) {
                case 0 -> send(serializer, body, ask(poll, "/" + session + "/send", body));
                case 1 -> receive(serializer, ask(poll, "/" + session + "/receive", body));
                case 2 -> quit(ask(poll, "/" + session + "/close", body));
                case 3 -> open(poll, ask(poll, "/open", body));
                default -> elsewhere(ask(poll, "/" + new String(body, StandardCharsets.UTF_8), body));
            }
        }
        ask(poll, "/" + session + "/close", new byte[0]);
        // An answer may be there before its session has ended.
        Await.of(CompletableFuture.runAsync(() -> {}, LOOPS.serialExecutor()));
        assertThat(peer.delivered()).isEqualTo(expected);
        assertThat(peer.closed()).hasSize(opened);
    }

    private void send(Serializer serializer, byte[] body, HttpResponse answer) {
        if (life != Life.OPEN) {
            assertOver(answer, 204);
            return;
        }
        boolean wrong = FuzzPeer.read(serializer, body, expected) != null;
        assertThat(answer.status()).isEqualTo(wrong ? 400 : 204);
        life = wrong ? Life.ENDING : Life.OPEN;
    }

    private void receive(Serializer serializer, HttpResponse answer) {
        if (life == Life.ENDING) {
            assertThat(answer.status()).isEqualTo(200);
            byte[] body = ((HttpResponse.Bytes) answer.body()).bytes();
            byte[] message = FuzzPeer.split(serializer, body).get(0);
            assertThat(serializer.decode(message, 0, message.length)).isInstanceOf(Abort.class);
            life = Life.ENDED;
        } else if (life == Life.ENDED) {
            assertThat(answer.status()).isEqualTo(410);
        } else {
            assertOver(answer, 204);
        }
    }

    private void quit(HttpResponse answer) {
        assertOver(answer, 204);
        life = Life.OVER;
    }

    private void assertOver(HttpResponse answer, int unless) {
        if (life == Life.OVER) {
            assertThat(answer.status()).isEqualTo(404);
        } else {
            assertThat(answer.status()).isEqualTo(unless);
        }
    }

    private void open(LongPoll poll, HttpResponse answer) {
        assertThat(answer.status()).isIn(200, 400);
        if (answer.status() == 200) {
            opened++;
            assertThat(ask(poll, "/" + transport(answer) + "/close", new byte[0])
                            .status())
                    .isEqualTo(204);
        }
    }

    /** Nobody guesses a session. */
    private static void elsewhere(HttpResponse answer) {
        assertThat(answer.status()).isIn(404, 400);
    }

    private static String transport(HttpResponse opened) {
        assertThat(opened.status()).isEqualTo(200);
        Object body = Objects.requireNonNull(JsonText.read(((HttpResponse.Bytes) opened.body()).bytes()));
        return String.valueOf(((Map<?, ?>) body).get("transport"));
    }

    private static HttpResponse ask(LongPoll poll, String rest, byte[] body) {
        return Await.of(poll.handle(
                new HttpRequest("POST", "/lp" + rest, rest, "", Map.of(), body, "tcp4:127.0.0.1:1", false)));
    }
}
