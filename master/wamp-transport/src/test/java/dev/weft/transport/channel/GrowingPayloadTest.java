package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingPayloadTest {

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bytes_that_come_in_any_pieces_are_all_there_in_order_and_what_follows_stays_unread() {
        byte[] sent = bytes(100_000);
        Random random = new Random(1);
        for (int run = 0; run < 50; run++) {
            ByteBuf in = Unpooled.buffer().writeBytes(sent, 0, 20_000);
            GrowingPayload payload = new GrowingPayload(sent.length, in);
            int at = 20_000;
            boolean whole = false;
            while (!whole) {
                int more = Math.min(1 + random.nextInt(30_000), sent.length - at);
                in.writeBytes(sent, at, more);
                at += more;
                in.writeBytes(at == sent.length ? new byte[] {1, 2, 3} : new byte[0]);
                whole = payload.take(in);
            }
            assertThat(payload.bytes()).isEqualTo(sent);
            assertThat(in.readableBytes()).isEqualTo(3);
        }
    }

    @Test
    void a_declared_length_is_believed_only_up_to_twice_what_has_come() {
        ByteBuf in = Unpooled.buffer().writeBytes(bytes(20_000));
        GrowingPayload payload = new GrowingPayload(1 << 30, in);

        assertThat(payload.bytes()).hasSize(40_000);

        in.writeBytes(bytes(30_000));
        assertThat(payload.take(in)).isFalse();
        assertThat(payload.bytes()).hasSize(100_000);
    }
}
