package dev.weft.wamp.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What both sides of one exchange have said ({@code AuthMessage}), and the proofs over it (RFC 5802, chapter 3). */
final class ScramExchange {

    private final byte[] message;

    private ScramExchange(String message) {
        this.message = message.getBytes(StandardCharsets.UTF_8);
    }

    /** The texts, as they were on the wire. */
    record Said(String clientNonce, String nonce, String salt, long iterations) {}

    /** @throws IllegalArgumentException for an authid that no SCRAM user may have */
    static ScramExchange of(ScramDialect dialect, String authid, Said said, ScramBinding binding) {
        return new ScramExchange("n=" + dialect.name(authid) + ",r=" + said.clientNonce()
                + ",r=" + said.nonce() + ",s=" + said.salt() + ",i=" + said.iterations()
                + ",c=" + dialect.binding(binding) + ",r=" + said.nonce());
    }

    byte[] clientProof(byte[] saltedPassword) {
        byte[] clientKey = ScramKeys.clientKey(saltedPassword);
        return xor(clientKey, Sha256.hmac(Sha256.of(clientKey), message));
    }

    byte[] serverSignature(byte[] serverKey) {
        return Sha256.hmac(serverKey, message);
    }

    /** Whether whoever made the proof knows the key of which the hash is stored. */
    boolean proves(byte[] proof, byte[] storedKey) {
        byte[] signature = Sha256.hmac(storedKey, message);
        byte[] clientKey = xor(proof.length == signature.length ? proof : new byte[signature.length], signature);
        return MessageDigest.isEqual(Sha256.of(clientKey), storedKey);
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }
}
