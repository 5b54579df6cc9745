package dev.weft.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed fingerprints of secrets. The key comes from the management key, so that whoever may change the fabric can compare, wherever
 * the secret came from, and nobody else can guess.
 */
public final class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "weft secret fingerprints";

    private final byte[] key;

    private Fingerprints(byte[] key) {
        this.key = key;
    }

    /** @param managementSeed the private key that the fabric is managed with, hexadecimal; empty: without fingerprints to compare */
    public static Fingerprints keyedWith(String managementSeed) {
        return new Fingerprints(hmac(("weft" + managementSeed).getBytes(StandardCharsets.UTF_8), PURPOSE));
    }

    /** The same for the same value, and telling nothing about it. */
    public String of(String value) {
        return HexFormat.of().formatHex(hmac(key, value));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
