package dev.weft.wamp.auth;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Keys from passwords. Takes its time, as it is meant to: see {@link KeyDeriver}. */
final class KeyDerivation {

    private KeyDerivation() {}

    /** PBKDF2 with HMAC-SHA256 (RFC 8018, 5.2). */
    static byte[] pbkdf2(byte[] password, byte[] salt, int iterations, int bytes) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
        generator.init(password, salt, iterations);
        return ((KeyParameter) generator.generateDerivedMacParameters(8 * bytes)).getKey();
    }

    /**
     * Argon2id, version 1.3, one lane (RFC 9106): 32 bytes.
     *
     * @param memory in KiB
     */
    static byte[] argon2id(byte[] password, byte[] salt, int iterations, int memory) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(salt)
                .withIterations(iterations)
                .withMemoryAsKB(memory)
                .withParallelism(1)
                .build());
        byte[] key = new byte[Sha256.BYTES];
        generator.generateBytes(password, key);
        return key;
    }
}
