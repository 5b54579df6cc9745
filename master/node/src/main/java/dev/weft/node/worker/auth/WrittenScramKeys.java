package dev.weft.node.worker.auth;

import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import java.util.HexFormat;

/**
 * A SCRAM principal's keys as Crossbar.io writes them: bytes in hex.
 *
 * @param memory in KiB
 */
record WrittenScramKeys(String kdf, String salt, long iterations, long memory, String storedKey, String serverKey) {

    private static final long MOST_ITERATIONS = 10_000_000;
    private static final long MOST_MEMORY = 1_000_000;

    /** @throws IllegalArgumentException for what makes no sense; the message repeats nothing of it */
    ScramKeys read() {
        ScramKdf known = ScramKdf.byWireName(kdf)
                .orElseThrow(() -> new IllegalArgumentException("the kdf is pbkdf2, argon2id13 or argon2id-13"));
        boolean argon2 = known != ScramKdf.PBKDF2;
        if (iterations < 1 || iterations > MOST_ITERATIONS || memory < (argon2 ? 8 : 0) || memory > MOST_MEMORY) {
            throw new IllegalArgumentException("iterations or memory (KiB, with argon2 8 or more) are out of range");
        }
        ScramKeys.Cost cost = new ScramKeys.Cost(known, hex("salt", salt), (int) iterations, (int) memory);
        return new ScramKeys(cost, hex("stored-key", storedKey), hex("server-key", serverKey));
    }

    private static byte[] hex(String name, String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException noHex) {
            throw new IllegalArgumentException("'" + name + "' must be hex digits, two for each byte");
        }
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "WrittenScramKeys[" + kdf + "]";
    }
}
