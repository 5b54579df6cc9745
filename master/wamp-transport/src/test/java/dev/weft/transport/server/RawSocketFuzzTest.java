package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weft.transport.FuzzInput;
import dev.weft.transport.FuzzPeer;
import dev.weft.transport.Keepalive;
import dev.weft.transport.RawSocketModel;
import dev.weft.transport.Thrift;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.RawSocketFraming;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Handshake and frames of a RawSocket client, compared with {@link RawSocketModel}, however they are cut into reads. */
class RawSocketFuzzTest {

    private static final TransportLimits LIMITS =
            TransportLimits.defaults().withMessageBytes(2000, 2000).withMessagesPerSecond(1 << 30);

    /** What 2000 bytes are rounded down to, and its code. */
    private static final int MOST_BYTES = 1024;

    private static final int LENGTH_CODE = 1;

    @FuzzTest
    void server(byte[] bytes) {
        FuzzInput input = new FuzzInput(bytes, 1);
        if (!input.isWhole()) {
            return;
        }
        byte[] stream = input.stream();
        FuzzPeer.Outcome whole = Thrift.require(stream.length, () -> run(List.of(stream)));
        FuzzPeer.Outcome cut = run(input.pieces());
        assertThat(cut.sent()).as("cut into pieces").isEqualTo(whole.sent());
        assertThat(cut.delivered()).as("cut into pieces").isEqualTo(whole.delivered());
        assertThat(cut.closed()).as("cut into pieces").isEqualTo(whole.closed());
        assertThat(cut.open()).as("cut into pieces").isEqualTo(whole.open());
        compare(stream, whole);
    }

    private static FuzzPeer.Outcome run(List<byte[]> pieces) {
        FuzzPeer peer = new FuzzPeer();
        RawSocketSettings settings = new RawSocketSettings(Serializers.all(), LIMITS, Keepalive.none());
        RawSocketGate gate = new RawSocketGate(new ServerProtocol.RawSocket(settings, peer));
        return peer.run(new EmbeddedChannel(gate), pieces);
    }

    private static void compare(byte[] stream, FuzzPeer.Outcome outcome) {
        ByteBuffer sent = ByteBuffer.wrap(outcome.sent());
        if (stream.length < 4 || stream[0] != 0x7F) {
            assertThat(sent.remaining()).isZero();
            assertThat(outcome.open()).isEqualTo(stream.length == 0 || stream[0] == 0x7F);
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(stream);
        int greeting = in.getInt();
        Optional<Serializer> serializer = Serializers.byRawSocketId(greeting >>> 16 & 0x0F);
        if ((greeting & 0xFFFF) != 0 || serializer.isEmpty()) {
            int error = (greeting & 0xFFFF) != 0 ? 3 : 1;
            assertThat(sent.getInt()).isEqualTo(0x7F << 24 | error << 20);
            assertThat(sent.hasRemaining()).isFalse();
            assertThat(outcome.open()).isFalse();
            return;
        }
        assertThat(sent.getInt())
                .isEqualTo(0x7F << 24 | LENGTH_CODE << 20 | serializer.get().rawSocketId() << 16);
        int peerMost = RawSocketFraming.mostBytes(greeting >>> 20 & 0x0F);
        RawSocketModel model = new RawSocketModel(serializer.get(), MOST_BYTES, peerMost).read(in);
        assertThat(outcome.delivered()).isEqualTo(model.delivered());
        assertThat(outcome.open()).isEqualTo(model.ended() == null);
        CloseReason.Kind kind = model.ended() == null ? CloseReason.Kind.LOST : model.ended();
        assertThat(outcome.closed()).extracting(CloseReason::kind).containsExactly(kind);
        model.requireSent(sent);
    }
}
