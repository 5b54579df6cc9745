package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.ProtocolViolation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageDeflateTest {

    private static final int MOST = 1 << 20;

    @ParameterizedTest
    @CsvSource({"false, 15", "true, 15", "false, 8", "true, 11"})
    void messages_come_out_as_they_went_in(boolean resets, int windowBits) {
        MessageDeflater deflater = new MessageDeflater(resets, windowBits);
        MessageInflater inflater = new MessageInflater(resets, MOST);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] message = message(random);
            byte[] compressed = deflater.deflate(message);
            if (compressed != null) {
                assertThat(compressed.length).isLessThan(message.length + (resets ? 0 : 70 + message.length / 256));
                assertThat(inflater.inflate(compressed, true, MOST))
                        .as("seed " + seed)
                        .isEqualTo(message);
            }
        }
        deflater.dispose();
        inflater.dispose();
    }

    /** Texts of few and of many different characters, so that some cannot be compressed. */
    private static byte[] message(Random random) {
        byte[] message = new byte[48 + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 400)];
        int letters = 1 + random.nextInt(255);
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) random.nextInt(letters);
        }
        return message;
    }

    @Test
    void a_message_that_is_like_the_one_before_is_shorter_while_the_context_is_kept() {
        byte[] message = text("[36,5512722014,1234567,{},[\"the temperature of the boiler\",21.5]]");
        MessageDeflater keeping = new MessageDeflater(false, 15);
        assertThat(length(keeping, message)).isGreaterThan(50);
        assertThat(length(keeping, message)).isLessThan(20);
        keeping.dispose();
        MessageDeflater resetting = new MessageDeflater(true, 15);
        assertThat(length(resetting, message)).isEqualTo(length(resetting, message));
    }

    private static int length(MessageDeflater deflater, byte[] message) {
        byte[] compressed = deflater.deflate(message);
        return compressed == null ? message.length : compressed.length;
    }

    @Test
    void a_small_window_is_never_looked_beyond() {
        Random random = new Random(1);
        byte[] far = new byte[600];
        random.nextBytes(far);
        byte[] message = new byte[5 * far.length];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(far, 0, message, i * far.length, far.length);
        }
        // Repeated at a distance of 600, which only a window of 1024 bytes or more can use.
        assertThat(new MessageDeflater(true, 8).deflate(message)).isNull();
        assertThat(new MessageDeflater(true, 15).deflate(message)).hasSizeLessThan(900);
    }

    @Test
    void what_would_inflate_too_well_is_sent_as_it_is_and_what_follows_can_be_read() {
        MessageDeflater deflater = new MessageDeflater(false, 15);
        MessageInflater inflater = new MessageInflater(false, MOST);
        byte[] honest = text("a text that is compressed, that is compressed, that is compressed");
        assertThat(inflater.inflate(deflated(deflater, honest), true, MOST)).isEqualTo(honest);
        assertThat(deflater.deflate(new byte[200_000])).isNull();
        assertThat(inflater.inflate(deflated(deflater, honest), true, MOST)).isEqualTo(honest);
        assertThat(inflater.inflate(deflated(deflater, honest), true, MOST)).isEqualTo(honest);
        deflater.dispose();
        inflater.dispose();
    }

    private static byte[] deflated(MessageDeflater deflater, byte[] message) {
        byte[] compressed = deflater.deflate(message);
        assertThat(compressed).isNotNull();
        return compressed == null ? new byte[0] : compressed;
    }

    @Test
    void more_than_a_hundred_times_its_size_is_refused_unless_it_is_little() {
        MessageInflater inflater = new MessageInflater(true, MOST);
        assertThat(inflater.inflate(bomb(MessageInflater.FREE_BYTES), true, MOST))
                .hasSize(MessageInflater.FREE_BYTES);
        assertThatThrownBy(() -> new MessageInflater(true, MOST).inflate(bomb(MOST), true, MOST))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("100 times")
                .extracting(e -> ((ProtocolViolation) e).kind())
                .isEqualTo(ProtocolViolation.Kind.POLICY);
    }

    @Test
    void more_than_a_message_may_have_is_refused_whatever_it_came_as() {
        byte[] noise = new byte[4000];
        new Random(2).nextBytes(noise);
        byte[] compressed = raw(noise);
        assertThat(new MessageInflater(true, 4000).inflate(compressed, true, 4000))
                .isEqualTo(noise);
        assertThatThrownBy(() -> new MessageInflater(true, 3999).inflate(compressed, true, 3999))
                .extracting(e -> ((ProtocolViolation) e).kind())
                .isEqualTo(ProtocolViolation.Kind.TOO_BIG);
    }

    @Test
    void blocks_of_nothing_are_counted_too() {
        MessageInflater inflater = new MessageInflater(true, 1000);
        byte[] nothing = new byte[500];
        for (int i = 0; i < nothing.length; i += 5) {
            nothing[i + 3] = (byte) 0xFF;
            nothing[i + 4] = (byte) 0xFF;
        }
        assertThat(inflater.inflate(nothing, false, 1000)).isEmpty();
        assertThat(inflater.inflate(nothing, false, 1000)).isEmpty();
        assertThatThrownBy(() -> inflater.inflate(nothing, false, 1000)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void a_message_may_come_in_parts_and_end_in_a_block_that_says_it_is_the_last() {
        byte[] message = text("x".repeat(500));
        Deflater last = new Deflater(9, true);
        last.setInput(message);
        last.finish();
        byte[] out = new byte[1000];
        int size = last.deflate(out);
        last.end();
        // RFC 7692, 7.2.3.5: an empty block without that bit follows.
        byte[] compressed = Arrays.copyOf(out, size + 1);
        MessageInflater inflater = new MessageInflater(false, MOST);
        for (int round = 0; round < 2; round++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < compressed.length; i++) {
                all.writeBytes(inflater.inflate(new byte[] {compressed[i]}, i == compressed.length - 1, MOST));
            }
            assertThat(all.toByteArray()).isEqualTo(message);
        }
        inflater.dispose();
    }

    @Test
    void what_is_not_compressed_is_refused() {
        assertThatThrownBy(() -> new MessageInflater(true, MOST).inflate(text("no such block"), true, MOST))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("cannot be inflated");
    }

    private static byte[] bomb(int bytes) {
        return raw(new byte[bytes]);
    }

    private static byte[] raw(byte[] message) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 1000];
        int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, size - 4);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
