package dev.weft.wamp.auth;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 keys (RFC 8032) as WAMP-Cryptosign uses them: in hex, the private key as its 32-byte seed. */
public final class Keys {

    public static final int SEED_BYTES = Ed25519.SECRET_KEY_SIZE;
    public static final int PUBLIC_KEY_BYTES = Ed25519.PUBLIC_KEY_SIZE;
    public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    private Keys() {}

    public static SigningKey generate(RandomBytes random) {
        return SigningKey.ofSeed(random.next(SEED_BYTES));
    }

    /** True for 64 hex digits that are a point of the curve. */
    public static boolean isPublicKey(String hex) {
        byte[] key = Hex.parse(hex, PUBLIC_KEY_BYTES);
        return key != null && Ed25519.validatePublicKeyPartial(key, 0);
    }

    /** False also for a public key that is none, or a signature of another length. */
    public static boolean verify(String publicKeyHex, byte[] message, byte[] signature) {
        byte[] key = Hex.parse(publicKeyHex, PUBLIC_KEY_BYTES);
        return key != null
                && signature.length == SIGNATURE_BYTES
                && Ed25519.validatePublicKeyPartial(key, 0)
                && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
    }
}
