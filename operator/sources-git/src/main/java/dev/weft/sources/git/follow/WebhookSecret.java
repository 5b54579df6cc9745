package dev.weft.sources.git.follow;

import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GivenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a forge and we share, by which a webhook is told from a stranger's: GitHub's, Gitea's and Forgejo's HMAC, GitLab's token. */
public final class WebhookSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;
    private static final int LARGEST = 4096;

    private final byte[] secret;

    private WebhookSecret(byte[] secret) {
        this.secret = secret;
    }

    /** @throws GitFailure for one that is too short to be one */
    public static WebhookSecret of(String text) {
        byte[] secret = text.strip().getBytes(StandardCharsets.UTF_8);
        if (secret.length < SHORTEST) {
            throw GitFailure.wrong(
                    "the webhook secret is shorter than " + SHORTEST + " bytes", "Make one: openssl rand -hex 32");
        }
        return new WebhookSecret(secret);
    }

    /** @throws GitFailure when it cannot be read, or is none */
    public static WebhookSecret read(GivenText secret) {
        try {
            return of(secret.text(LARGEST));
        } catch (IOException unreadable) {
            throw GitFailure.wrong(
                    "the webhook secret in " + secret.name() + " cannot be read: " + unreadable.getMessage(),
                    "It is one line.");
        }
    }

    /**
     * Whether the sender of this body knows the secret.
     *
     * @param header gives the value of a header, or null
     */
    boolean signed(byte[] body, UnaryOperator<@Nullable String> header) {
        String github = header.apply("X-Hub-Signature-256");
        if (github != null) {
            return github.startsWith("sha256=") && isHmac(github.substring("sha256=".length()), body);
        }
        String gitea = header.apply("X-Gitea-Signature");
        if (gitea != null) {
            return isHmac(gitea, body);
        }
        String gitlab = header.apply("X-Gitlab-Token");
        return gitlab != null && MessageDigest.isEqual(gitlab.getBytes(StandardCharsets.UTF_8), secret);
    }

    private boolean isHmac(String hex, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return MessageDigest.isEqual(HexFormat.of().parseHex(hex.strip()), mac.doFinal(body));
        } catch (IllegalArgumentException noHex) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
