package dev.weft.sources.git.follow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request that says that something was pushed. What is in its body does not count; whoever knows the secret only makes us look
 * sooner.
 *
 * @param method of http
 * @param headers gives the value of a header, or null
 */
public record Webhook(String method, UnaryOperator<@Nullable String> headers, InputStream body) {

    private static final int LARGEST_BODY = 1024 * 1024;

    /**
     * What to answer.
     *
     * @param status of http
     * @param text for whoever set the webhook up
     */
    public record Answer(int status, String text) {

        private static final int ACCEPTED = 202;

        /** Whether to look now. */
        public boolean isAccepted() {
            return status == ACCEPTED;
        }
    }

    /**
     * Reads it and decides.
     *
     * @param secret empty: there is no webhook
     */
    public Answer judge(Optional<WebhookSecret> secret) throws IOException {
        if (!method.equals("POST")) {
            return new Answer(405, "only POST");
        }
        if (secret.isEmpty()) {
            return new Answer(404, "no webhook secret is set");
        }
        byte[] read = body.readNBytes(LARGEST_BODY + 1);
        if (read.length > LARGEST_BODY) {
            return new Answer(413, "too large");
        }
        if (!secret.get().signed(read, headers)) {
            return new Answer(403, "not signed with the secret");
        }
        return new Answer(Answer.ACCEPTED, "looking");
    }
}
