package dev.weft.wamp.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** How a SCRAM password becomes the salted password. */
public enum ScramKdf {
    PBKDF2("pbkdf2"),
    /** Argon2id as the specification has it. */
    ARGON2ID13("argon2id13"),
    /**
     * Argon2id as Crossbar.io and Autobahn have it: the salted password is not the hash but its text in base64, without padding. Keys
     * that were made for one of the two are of no use with the other, so the name of the function tells them apart.
     */
    AUTOBAHN_ARGON2ID("argon2id-13");

    private final String wireName;

    ScramKdf(String wireName) {
        this.wireName = wireName;
    }

    /** The name in CHALLENGE. */
    public String wireName() {
        return wireName;
    }

    /** Empty for one that is not known. */
    public static Optional<ScramKdf> byWireName(String name) {
        for (ScramKdf kdf : values()) {
            if (kdf.wireName.equals(name)) {
                return Optional.of(kdf);
            }
        }
        return Optional.empty();
    }

    void requireWithin(DerivationLimits limits, long iterations, long memory) {
        if (this == PBKDF2) {
            limits.requirePbkdf2(iterations, Sha256.BYTES);
            limits.requireStrongPbkdf2(iterations);
        } else {
            limits.requireArgon2(iterations, memory);
        }
    }

    /** Takes its time. */
    byte[] saltedPassword(String password, byte[] salt, int iterations, int memory) {
        byte[] bytes = SaslPrep.normalise(password).getBytes(StandardCharsets.UTF_8);
        return switch (this) {
            case PBKDF2 -> KeyDerivation.pbkdf2(bytes, salt, iterations, Sha256.BYTES);
            case ARGON2ID13 -> KeyDerivation.argon2id(bytes, salt, iterations, memory);
            case AUTOBAHN_ARGON2ID ->
                Base64.getEncoder().withoutPadding().encode(KeyDerivation.argon2id(bytes, salt, iterations, memory));
        };
    }
}
