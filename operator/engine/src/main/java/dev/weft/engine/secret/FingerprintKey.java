package dev.weft.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What fingerprints of secrets are keyed with. A fabric has one, made once and kept where the fingerprints are kept: so everybody
 * who may manage the fabric computes the same, and nobody who merely sees a fingerprint can try values against it.
 */
public final class FingerprintKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] key;

    private FingerprintKey(byte[] key) {
        this.key = key;
    }

    /** The key in 64 hex digits; empty for any other text. */
    public static Optional<FingerprintKey> ofHex(String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            return bytes.length == BYTES ? Optional.of(new FingerprintKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException noHex) {
            return Optional.empty();
        }
    }

    /** The same for the same value, and telling nothing about it. */
    public String fingerprint(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "a key of fingerprints";
    }
}
