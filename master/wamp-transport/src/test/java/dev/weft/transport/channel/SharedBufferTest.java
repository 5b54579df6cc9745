package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedBufferTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void close() {
        channel.close();
    }

    private static EncodedMessage message(int bytes) {
        return EncodedMessage.of(new byte[bytes]);
    }

    @Test
    void all_recipients_of_a_turn_refer_to_the_same_bytes_also_of_several_messages_in_turn() {
        EncodedMessage one = message(20_000);
        EncodedMessage two = message(30_000);
        ByteBuf first = SharedBuffer.of(one, channel);
        ByteBuf other = SharedBuffer.of(two, channel);
        ByteBuf again = SharedBuffer.of(one, channel);

        assertThat(again.unwrap()).isSameAs(first.unwrap()).isNotSameAs(other.unwrap());
        assertThat(again.readableBytes()).isEqualTo(20_000);

        channel.runPendingTasks();
        assertThat(first.refCnt()).as("of the two recipients").isEqualTo(2);
        first.release();
        again.release();
        other.release();
        assertThat(first.refCnt()).isZero();
        assertThat(other.refCnt()).isZero();
    }

    @Test
    void the_next_turn_has_buffers_of_its_own() {
        EncodedMessage one = message(20_000);
        ByteBuf first = SharedBuffer.of(one, channel);
        channel.runPendingTasks();
        ByteBuf later = SharedBuffer.of(one, channel);
        channel.runPendingTasks();

        assertThat(later.unwrap()).isNotSameAs(first.unwrap());
        first.release();
        later.release();
    }

    @Test
    void no_more_than_four_mebibytes_are_kept_for_who_may_still_come() {
        ByteBuf first = SharedBuffer.of(message(3 << 20), channel);
        assertThat(first.refCnt()).isEqualTo(2);
        ByteBuf second = SharedBuffer.of(message(2 << 20), channel);
        assertThat(first.refCnt()).isEqualTo(1);

        channel.runPendingTasks();
        first.release();
        second.release();
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
    }
}
