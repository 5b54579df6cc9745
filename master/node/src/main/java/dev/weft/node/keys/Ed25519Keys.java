package dev.weft.node.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** Public keys of Ed25519 seeds, by the JDK's provider. */
final class Ed25519Keys {

    static final int SEED_BYTES = 32;

    private Ed25519Keys() {}

    static byte[] newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    /** 64 lower-case hex characters (RFC 8032, 5.1.5). */
    static String publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            // The provider has no "public from private"; it does that itself when the randomness is the seed.
            generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
                private static final long serialVersionUID = 1L;

                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            KeyPair pair = generator.generateKeyPair();
            return hex((EdECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no Ed25519", e);
        }
    }

    private static String hex(EdECPublicKey key) {
        byte[] point = new byte[SEED_BYTES];
        BigInteger y = key.getPoint().getY();
        byte[] bigEndian = y.toByteArray();
        for (int i = 0; i < bigEndian.length && i < SEED_BYTES; i++) {
            point[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            point[SEED_BYTES - 1] |= (byte) 0x80;
        }
        return HexFormat.of().formatHex(point);
    }
}
