package dev.weft.controller.key;

import dev.weft.wamp.auth.KeyTags;
import dev.weft.wamp.auth.KeyText;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A new Ed25519 key as two files in Crossbar.io's format, encoded as entries of a Secret.
 *
 * @param privateFile everything
 * @param publicFile the same without the private half
 */
public record NewKey(String privateFile, String publicFile) {

    /**
     * Makes one.
     *
     * @param whose {@code user} or {@code node}, as the files' first line has it
     * @param facts about whoever has it
     */
    public static NewKey make(String whose, Map<String, String> facts) {
        SigningKey made = generate();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(KeyTags.CREATOR, "weft");
        tags.put(
                KeyTags.CREATED_AT, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        tags.putAll(facts);
        tags.put(KeyTags.PUBLIC_KEY, made.publicKeyHex());
        Map<String, String> secret = new LinkedHashMap<>(tags);
        secret.put(KeyTags.PRIVATE_KEY, made.seedHex());
        return new NewKey(
                encoded(new KeyText("Crossbar.io " + whose + " private key - KEEP THIS SAFE!", secret)),
                encoded(new KeyText("Crossbar.io " + whose + " public key", tags)));
    }

    /** Says nothing: half of it is a secret. */
    @Override
    public String toString() {
        return "a new key";
    }

    private static String encoded(KeyText text) {
        return Base64.getEncoder().encodeToString(text.text().getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey generate() {
        SecureRandom random = new SecureRandom();
        return Keys.generate(count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        });
    }
}
