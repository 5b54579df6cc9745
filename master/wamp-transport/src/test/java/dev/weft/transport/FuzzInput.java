package dev.weft.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a fuzzer gives: some choices in the first bytes, then what a peer sends.
 *
 * @param bytes all of it
 * @param choices how many bytes at the front are choices
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares inputs
public record FuzzInput(byte[] bytes, int choices) {

    private static final int BYTE_BY_BYTE = 400;

    /** False: it is too short to say anything. */
    public boolean isWhole() {
        return bytes.length >= choices;
    }

    /** One of the first bytes, from 0 to 255. */
    public int choice(int index) {
        return bytes[index] & 0xFF;
    }

    /** What the peer sends. */
    public byte[] stream() {
        return Arrays.copyOfRange(bytes, choices, bytes.length);
    }

    /** The same, in the pieces in which it might be read: none of them is empty. The last choice decides. */
    public List<byte[]> pieces() {
        byte[] stream = stream();
        int way = choice(choices - 1);
        if (way % 4 == 0 && stream.length <= BYTE_BY_BYTE) {
            return cut(stream, new Random(way), 1);
        }
        return cut(stream, new Random(way), way % 4 == 1 ? 7 : 300);
    }

    private static List<byte[]> cut(byte[] stream, Random random, int most) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(most));
            pieces.add(Arrays.copyOfRange(stream, at, end));
            at = end;
        }
        return pieces;
    }
}
