package dev.weft.wamp.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What somebody unknown is challenged with. It follows from the authid and a key that nobody outside knows, so that asking again gives
 * the same salt, as it would for a user that exists.
 */
public final class Decoys {

    private static final int KEY_BYTES = 32;

    private final byte[] key;

    private Decoys(byte[] key) {
        this.key = key;
    }

    /** @param random gives the key; make one of these per process, else the same stranger is told two salts */
    public static Decoys of(RandomBytes random) {
        return new Decoys(random.next(KEY_BYTES));
    }

    /** So many bytes for this authid; others for another purpose. */
    byte[] bytes(String purpose, String authid, int count) {
        byte[] bytes = new byte[count];
        for (int done = 0, block = 0; done < count; done += Sha256.BYTES, block++) {
            byte[] text = (purpose + '\0' + block + '\0' + authid).getBytes(StandardCharsets.UTF_8);
            byte[] next = Sha256.hmac(key, text);
            System.arraycopy(next, 0, bytes, done, Math.min(next.length, count - done));
        }
        return bytes;
    }

    /** A text as long as another one and, where that is hex, of hex digits. */
    String textLike(String purpose, String authid, String other) {
        byte[] bytes = bytes(purpose, authid, other.length());
        boolean hex = !other.isEmpty() && other.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        String text = hex
                ? Hex.of(bytes)
                : Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .replace('-', 'x')
                        .replace('_', 'y');
        return text.substring(0, other.length());
    }

    /** One of these, always the same for an authid. */
    <T> Optional<T> choose(List<T> examples, String authid) {
        if (examples.isEmpty()) {
            return Optional.empty();
        }
        int number = Arrays.hashCode(bytes("example", authid, Sha256.BYTES));
        return Optional.of(examples.get(Math.floorMod(number, examples.size())));
    }
}
