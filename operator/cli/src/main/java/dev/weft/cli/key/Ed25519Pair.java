package dev.weft.cli.key;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key pair.
 *
 * @param publicKey 64 hex digits
 * @param seed the private key: 64 hex digits
 */
public record Ed25519Pair(String publicKey, String seed) {

    private static final int KEY_BYTES = 32;

    /** A new pair from the runtime's strong random source. */
    public static Ed25519Pair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // Both encodings (RFC 8410) end in the raw key.
            return new Ed25519Pair(
                    lastBytes(pair.getPublic().getEncoded()),
                    lastBytes(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java 17 runtime has Ed25519", impossible);
        }
    }

    private static String lastBytes(byte[] encoded) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "Ed25519Pair[" + publicKey + "]";
    }
}
