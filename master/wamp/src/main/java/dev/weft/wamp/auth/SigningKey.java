package dev.weft.wamp.auth;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** An Ed25519 private key. Shows nothing but its public key, unless asked for {@link #seedHex}. */
public final class SigningKey {

    private final byte[] seed;
    private final byte[] publicKey = new byte[Keys.PUBLIC_KEY_BYTES];

    private SigningKey(byte[] seed) {
        this.seed = seed;
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /** @throws IllegalArgumentException unless there are 32 bytes */
    public static SigningKey ofSeed(byte[] seed) {
        if (seed.length != Keys.SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes, not " + seed.length);
        }
        return new SigningKey(seed.clone());
    }

    /** @throws IllegalArgumentException unless there are 64 hex digits; the message does not repeat them */
    public static SigningKey ofHex(String seedHex) {
        byte[] seed = Hex.parse(seedHex, Keys.SEED_BYTES);
        if (seed == null) {
            throw new IllegalArgumentException("an Ed25519 private key has 64 hex digits");
        }
        return new SigningKey(seed);
    }

    public String publicKeyHex() {
        return Hex.of(publicKey);
    }

    /** The secret itself, for writing a key file. */
    public String seedHex() {
        return Hex.of(seed);
    }

    /** The signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Keys.SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SigningKey k && Arrays.equals(publicKey, k.publicKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return "SigningKey[public " + publicKeyHex() + "]";
    }
}
