package dev.weft.transport.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The keys of the opening handshake (RFC 6455, 4.1 and 4.2.2), and the names of subprotocols. */
public final class WebSocketKeys {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private WebSocketKeys() {}

    /** What {@code Sec-WebSocket-Accept} must be for this {@code Sec-WebSocket-Key}. */
    public static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }

    /** True for 16 bytes in base64. */
    public static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@code wamp.2.json} for {@code json}. */
    public static String subprotocol(String serializer) {
        return "wamp.2." + serializer;
    }
}
