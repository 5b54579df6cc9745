package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskingTest {

    @Test
    void masks_as_the_plain_loop_of_the_specification_does() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        IntStream lengths = IntStream.concat(
                IntStream.range(0, 70), IntStream.of(2047, 2048, 2049, 8191, 8192, 8193, 8197, 10_240, 87_381));
        for (int length : lengths.toArray()) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            int mask = random.nextInt();
            byte[] expected = bytes.clone();
            for (int i = 0; i < length; i++) {
                expected[i] ^= (byte) (mask >>> (24 - 8 * (i % 4)));
            }
            Masking.apply(bytes, mask);
            assertThat(bytes).as("length %d, seed %d", length, seed).isEqualTo(expected);
        }
    }
}
