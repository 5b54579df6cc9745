package dev.weft.wamp.auth;

import dev.weft.wamp.link.LinkInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Channel binding of a SCRAM exchange (RFC 5802, chapter 6).
 *
 * @param type such as {@code tls-server-end-point}; null: none
 * @param data what identifies the channel; null together with the type
 */
record ScramBinding(@Nullable String type, byte @Nullable [] data) {

    static final ScramBinding NONE = new ScramBinding(null, null);

    /** Null where the way has no such channel id. */
    static @Nullable ScramBinding of(@Nullable String type, LinkInfo link) {
        if (type == null) {
            return NONE;
        }
        byte[] data = link.channelIds().get(type);
        return data == null ? null : new ScramBinding(type, data);
    }

    /** The data in base64, as AUTHENTICATE has it. */
    @Nullable
    String dataText() {
        return data == null ? null : Base64.getEncoder().encodeToString(data);
    }

    /** {@code cbind-input} in base64. */
    String input() {
        byte[] flag = (type == null ? "n,," : "p=" + type + ",,").getBytes(StandardCharsets.UTF_8);
        byte[] input = Arrays.copyOf(flag, flag.length + (data == null ? 0 : data.length));
        if (data != null) {
            System.arraycopy(data, 0, input, flag.length, data.length);
        }
        return Base64.getEncoder().encodeToString(input);
    }
}
