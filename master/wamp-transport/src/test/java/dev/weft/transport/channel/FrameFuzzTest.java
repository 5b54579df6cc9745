package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.WebSocketFraming.Data;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.wamp.link.LinkInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever comes is answered with frames that may be sent, and at most one of them closes, with a code that says what was wrong. */
class FrameFuzzTest {

    private static final Set<Integer> CODES = Set.of(1000, 1001, 1002, 1007, 1008, 1009, 1011);

    @Test
    void frames_at_random_never_get_more_than_a_close_frame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            EmbeddedChannel channel = channel();
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                byte[] bytes =
                        random.nextInt(10) == 0 ? noise(random) : RawWebSocket.encoded(first(random), noise(random));
                sent.writeBytes(bytes);
            }
            int cut = random.nextInt(sent.size() + 1);
            channel.writeInbound(Unpooled.wrappedBuffer(sent.toByteArray(), 0, cut));
            channel.writeInbound(Unpooled.wrappedBuffer(sent.toByteArray(), cut, sent.size() - cut));
            channel.runPendingTasks();
            check(channel, "seed " + seed + ", round " + round);
            channel.close();
            channel.finishAndReleaseAll();
        }
    }

    /** Mostly what is allowed, so that what comes after it is read too. */
    private static int first(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(256);
            case 1 -> 0x82;
            case 2 -> 0xC2;
            case 3 -> 0x02;
            case 4 -> 0x80;
            default -> 0x89;
        };
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 3000 : 20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static EmbeddedChannel channel() {
        DeflateAgreement agreed = new DeflateAgreement(false, 15, false, 15);
        WebSocketFraming framing = new WebSocketFraming(Role.SERVER, Data.ANY, PerMessageDeflate.echo(agreed, 2000));
        LinkSetup setup = new LinkSetup(
                new LinkUse.Echo(),
                framing,
                TransportLimits.defaults().withMessageBytes(1000, 2000),
                Keepalive.none(),
                LinkInfo.local());
        return new EmbeddedChannel(new WebSocketHandler(setup, framing));
    }

    private static void check(EmbeddedChannel channel, String when) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.writeBytes(out);
            out.release();
        }
        while (all.isReadable()) {
            int first = all.readUnsignedByte();
            int length = all.readUnsignedByte();
            length = length == 126 ? all.readUnsignedShort() : length == 127 ? (int) all.readLong() : length;
            assertThat(first).as(when).isIn(0x81, 0x82, 0xC1, 0xC2, 0x88, 0x8A);
            ByteBuf payload = all.readSlice(length);
            if (first == 0x88) {
                assertThat(payload.readUnsignedShort()).as(when).isIn(CODES).isNotEqualTo(1011);
                assertThat(all.isReadable())
                        .as("frames after the closing one: " + when)
                        .isFalse();
            }
        }
    }

    @Test
    void deflate_is_off_without_an_agreement() {
        assertThat(DeflateAgreement.accept(List.of(), Deflate.defaults())).isEmpty();
    }
}
