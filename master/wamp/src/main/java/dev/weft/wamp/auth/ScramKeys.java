package dev.weft.wamp.auth;

import java.nio.charset.StandardCharsets;

/**
 * What a router knows of a SCRAM principal: enough to check it, not enough to be it.
 *
 * @param cost how the password is derived; told to the client
 * @param storedKey hash of the client's key, 32 bytes
 * @param serverKey what the router proves itself with, 32 bytes
 */
public record ScramKeys(Cost cost, byte[] storedKey, byte[] serverKey) {

    /**
     * How the salted password is derived.
     *
     * @param memory in KiB; 0 with {@link ScramKdf#PBKDF2}
     */
    public record Cost(ScramKdf kdf, byte[] salt, int iterations, int memory) {}

    /** @throws IllegalArgumentException for keys of another length, and salt below the eight bytes that Argon2 needs */
    public ScramKeys {
        if (storedKey.length != Sha256.BYTES || serverKey.length != Sha256.BYTES) {
            throw new IllegalArgumentException("stored-key and server-key have 32 bytes, 64 hex digits");
        }
        if (cost.salt().length < 8) {
            throw new IllegalArgumentException("the salt has 8 bytes or more");
        }
    }

    /** From a password: what a router is configured with. Takes its time. */
    public static ScramKeys derive(String password, Cost cost) {
        byte[] salted = cost.kdf().saltedPassword(password, cost.salt(), cost.iterations(), cost.memory());
        return new ScramKeys(cost, Sha256.of(clientKey(salted)), serverKey(salted));
    }

    static byte[] clientKey(byte[] saltedPassword) {
        return Sha256.hmac(saltedPassword, "Client Key".getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] serverKey(byte[] saltedPassword) {
        return Sha256.hmac(saltedPassword, "Server Key".getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "ScramKeys[" + cost.kdf().wireName() + "]";
    }
}
