package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Deflate;
import dev.weft.transport.FuzzInput;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Keepalive;
import dev.weft.transport.RawSocketModel;
import dev.weft.transport.Thrift;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.RawSocketFraming;
import dev.weft.transport.channel.WebSocketKeys;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a router may answer to a client that connects: a link, or a failure that is told once. */
class OpeningFuzzTest {

    private static final TransportLimits LIMITS =
            TransportLimits.defaults().withMessageBytes(2000, 2000).withMessagesPerSecond(1 << 30);

    private static final int MOST_BYTES = 1024;

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    /** Stands in an input for what the key of the request demands, which is another one each time. */
    private static final byte[] ACCEPT = "=accept=".getBytes(StandardCharsets.ISO_8859_1);

    @FuzzTest
    void rawSocket(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes, 2);
        if (!input.isWhole()) {
            return;
        }
        Serializer serializer = Serializers.all().get(input.choice(0) % 3);
        byte[] stream = input.stream();
        Run whole = Thrift.require(stream.length, () -> rawSocket(serializer, List.of(stream)));
        Run cut = rawSocket(serializer, input.pieces());
        same(cut, whole);
        ByteBuffer sent = ByteBuffer.wrap(whole.outcome().sent());
        assertThat(sent.getInt()).isEqualTo(0x7F << 24 | 1 << 20 | serializer.rawSocketId() << 16);
        ByteBuffer in = ByteBuffer.wrap(stream);
        boolean accepted = stream.length >= 4
                && stream[0] == 0x7F
                && (stream[1] & 0x0F) == serializer.rawSocketId()
                && stream[2] == 0
                && stream[3] == 0;
        if (!accepted) {
            assertThat(whole.opened()).startsWith("cannot connect to rs://x:1: ");
            assertThat(whole.outcome().delivered()).isEmpty();
            assertThat(whole.outcome().closed()).isEmpty();
        } else {
            assertThat(whole.opened()).isEmpty();
            int peerMost = RawSocketFraming.mostBytes(in.getInt() >>> 20 & 0x0F);
            RawSocketModel model = new RawSocketModel(serializer, MOST_BYTES, peerMost).read(in);
            assertThat(whole.outcome().delivered()).isEqualTo(model.delivered());
            CloseReason.Kind kind = model.ended() == null ? CloseReason.Kind.LOST : model.ended();
            assertThat(whole.outcome().closed()).extracting(CloseReason::kind).containsExactly(kind);
            model.requireSent(sent);
        }
    }

    private static Run rawSocket(Serializer serializer, List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        Opening opening = opening(settings("rs://x:1", serializer), peer);
        EmbeddedChannel channel = new EmbeddedChannel(new RawSocketOpening(opening));
        return new Run(peer.run(channel, pieces), opened(opening));
    }

    @FuzzTest
    void webSocket(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes, 2);
        if (!input.isWhole()) {
            return;
        }
        Serializer serializer = Serializers.ofWebSocket().get(input.choice(0) % 6);
        boolean deflate = (input.choice(0) & 0x80) != 0;
        byte[] stream = input.stream();
        Run whole = Thrift.require(stream.length, () -> webSocket(serializer, deflate, List.of(stream)));
        Run cut = webSocket(serializer, deflate, input.pieces());
        same(cut, whole);
        if (whole.opened().isEmpty()) {
            assertThat(new String(stream, StandardCharsets.ISO_8859_1))
                    .containsPattern("(?i)^HTTP/1\\.1\\s+101\\b")
                    .contains("=accept=")
                    .contains(WebSocketKeys.subprotocol(serializer.name()));
            assertThat(whole.outcome().closed()).hasSize(1);
        } else {
            assertThat(whole.opened()).startsWith("cannot connect to ws://x:1: ");
            assertThat(whole.outcome().delivered()).isEmpty();
            assertThat(whole.outcome().closed()).isEmpty();
        }
    }

    private static Run webSocket(Serializer serializer, boolean deflate, List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        ClientSettings settings = settings("ws://x:1", serializer).withDeflate(deflate ? Deflate.defaults() : null);
        Opening opening = opening(settings, peer);
        EmbeddedChannel channel =
                new EmbeddedChannel(new HttpClientCodec(4096, 8192, 8192), new WebSocketOpening(opening));
        ByteBuf request = channel.readOutbound();
        String text = request.toString(StandardCharsets.ISO_8859_1);
        request.release();
        Matcher key = KEY.matcher(text);
        assertThat(key.find()).isTrue();
        String accept = WebSocketKeys.accept(key.group(1));
        FuzzPeer.Outcome outcome = peer.run(channel, filled(pieces, accept.getBytes(StandardCharsets.ISO_8859_1)));
        return new Run(outcome, opened(opening).replace(accept, "=accept="));
    }

    /** These pieces with the value in the place of {@link #ACCEPT}, which may be cut too. */
    private static List<byte[]> filled(List<byte[]> pieces, byte[] accept) {
        List<byte[]> all = new ArrayList<>();
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte b : piece) {
                if (held.size() > 0 && b != ACCEPT[held.size()]) {
                    out.writeBytes(held.toByteArray());
                    held.reset();
                }
                if (b == ACCEPT[held.size()]) {
                    held.write(b);
                } else {
                    out.write(b);
                }
                if (held.size() == ACCEPT.length) {
                    held.reset();
                    out.writeBytes(accept);
                }
            }
            if (out.size() > 0) {
                all.add(out.toByteArray());
            }
        }
        if (held.size() > 0) {
            all.add(held.toByteArray());
        }
        return all;
    }

    private static ClientSettings settings(String url, Serializer serializer) {
        return ClientSettings.of(url, "realm1", serializer).withLimits(LIMITS).withKeepalive(Keepalive.none());
    }

    private static Opening opening(ClientSettings settings, FuzzPeer peer) {
        return new Opening(settings, Target.parse(settings.url()), peer, new CompletableFuture<>());
    }

    private static String opened(Opening opening) {
        assertThat(opening.opened()).isDone();
        try {
            opening.opened().join();
            return "";
        } catch (CompletionException e) {
            ConnectFailed failed = (ConnectFailed) Objects.requireNonNull(e.getCause());
            String why = String.valueOf(failed.getMessage());
            assertThat(why).as("fit for a terminal").doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F]");
            return why;
        }
    }

    private static void same(Run cut, Run whole) {
        assertThat(cut.opened()).as("cut into pieces").isEqualTo(whole.opened());
        assertThat(cut.outcome().delivered())
                .as("cut into pieces")
                .isEqualTo(whole.outcome().delivered());
        assertThat(cut.outcome().closed())
                .as("cut into pieces")
                .isEqualTo(whole.outcome().closed());
        assertThat(cut.outcome().sent())
                .as("cut into pieces")
                .hasSameSizeAs(whole.outcome().sent());
    }

    /**
     * What came of it.
     *
     * @param opened {@code ""}, or why there is no link
     */
    private record Run(FuzzPeer.Outcome outcome, String opened) {}
}
