package dev.weft.wamp.auth;

import dev.weft.wamp.codec.ProtocolViolation;

/**
 * What a router may ask a client to compute. It is the router that names the costs, before it has proved anything: too much would keep
 * the client busy, too little would give it a hash that is easily guessed.
 *
 * @param pbkdf2Least iterations of a SCRAM password (RFC 7677 recommends 4096 at least)
 * @param pbkdf2Most iterations, times the blocks of 32 bytes that are derived
 * @param argon2MostKib memory in KiB
 * @param argon2Least memory in KiB times iterations
 * @param argon2Most memory in KiB times iterations: about a microsecond each
 */
public record DerivationLimits(
        long pbkdf2Least, long pbkdf2Most, long argon2MostKib, long argon2Least, long argon2Most) {

    /** A few seconds at most. */
    public static final DerivationLimits DEFAULT =
            new DerivationLimits(4096, 2_000_000, 256 * 1024, 32 * 1024, 8 * 1024 * 1024);

    void requirePbkdf2(long iterations, long bytes) {
        long blocks = (bytes - 1) / Sha256.BYTES + 1;
        if (iterations < 1 || bytes < 1 || iterations > pbkdf2Most || blocks > pbkdf2Most / iterations) {
            throw refused("pbkdf2 with " + iterations + " iterations for " + bytes + " bytes");
        }
    }

    void requireStrongPbkdf2(long iterations) {
        if (iterations < pbkdf2Least) {
            throw refused("pbkdf2 with " + iterations + " iterations");
        }
    }

    void requireArgon2(long iterations, long memory) {
        boolean sane = iterations >= 1 && memory >= 8 && memory <= argon2MostKib && iterations <= argon2Most / memory;
        if (!sane || iterations * memory < argon2Least) {
            throw refused("argon2id with " + iterations + " iterations over " + memory + " KiB");
        }
    }

    private static ProtocolViolation refused(String what) {
        return ProtocolViolation.of("the router asks for " + what + ", which is outside of what this client does");
    }
}
