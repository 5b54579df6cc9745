package dev.weft.wamp.auth;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.message.Dict;

/** A SCRAM challenge, as a client reads it. */
record ScramChallenge(String nonce, Cost cost) {

    private static final int LEAST_SALT = 8;
    private static final int MOST_SALT = 1024;

    /**
     * How the router wants the password derived.
     *
     * @param salt in base64, as it was on the wire
     */
    record Cost(ScramKdf kdf, String salt, long iterations, long memory) {

        /** @throws ProtocolViolation for too much work, or too little */
        void requireWithin(DerivationLimits limits) {
            kdf.requireWithin(limits, iterations, memory);
        }

        /** Takes its time. Only for costs that are within limits. */
        byte[] saltedPassword(String password) {
            byte[] bytes = ScramDialect.bytes(salt);
            return kdf.saltedPassword(password, bytes == null ? new byte[0] : bytes, (int) iterations, (int) memory);
        }
    }

    /** @throws ProtocolViolation for one that lacks something, or has salt that is too short to be any */
    static ScramChallenge of(Dict extra) {
        String nonce = extra.string("nonce");
        String salt = extra.string("salt");
        String kdf = extra.string("kdf");
        Long iterations = extra.integer("iterations");
        Long memory = extra.integer("memory");
        if (nonce == null || salt == null || kdf == null || iterations == null) {
            throw ProtocolViolation.of("a SCRAM challenge has nonce, salt, kdf and iterations");
        }
        byte[] bytes = ScramDialect.bytes(salt);
        if (bytes == null || bytes.length < LEAST_SALT || bytes.length > MOST_SALT) {
            throw ProtocolViolation.of("the salt of a SCRAM challenge has 8 bytes or more, in base64");
        }
        ScramKdf known = ScramKdf.byWireName(kdf)
                .orElseThrow(() -> ProtocolViolation.of("a SCRAM challenge with a kdf that is not known"));
        return new ScramChallenge(nonce, new Cost(known, salt, iterations, memory == null ? 0 : memory));
    }
}
