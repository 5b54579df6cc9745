package dev.weft.wamp.auth;

import org.jspecify.annotations.Nullable;

/**
 * What proves a {@code wampcra} principal.
 *
 * @param secret the shared secret itself; with salting the key that was derived from it, in base64
 * @param salting how the client derives that key; null: the client signs with the secret itself
 */
public record WampCraSecret(String secret, @Nullable Salting salting) {

    /**
     * Parameters of PBKDF2 with HMAC-SHA256.
     *
     * @param salt a text, of which the bytes in UTF-8 count
     * @param keylen of the derived key, in bytes
     */
    public record Salting(String salt, int iterations, int keylen) {

        public static final int DEFAULT_ITERATIONS = 1000;
        public static final int DEFAULT_KEYLEN = 32;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return salting == null ? "WampCraSecret[]" : "WampCraSecret[salted]";
    }
}
