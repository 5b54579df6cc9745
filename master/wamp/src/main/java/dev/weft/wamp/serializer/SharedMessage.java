package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Message;
import org.jspecify.annotations.Nullable;

/** A message for many recipients: encoded at most about once per serializer, on the first recipient's thread that needs it. */
public final class SharedMessage {

    private final Message message;

    /** Of two threads that add one at the same time the later one wins: what the other has added is encoded again when it is asked for. */
    private volatile @Nullable Encoding encodings;

    /** In one format; the others behind it. Most messages go to recipients of one format. */
    private record Encoding(
            String format, EncodedMessage bytes, @Nullable Encoding next) {}

    public SharedMessage(Message message) {
        this.message = message;
    }

    public Message message() {
        return message;
    }

    /**
     * The message in the bytes of this serializer, which need not be closed. The same object for all recipients that one
     * thread serves.
     */
    public EncodedMessage encoded(Serializer serializer) {
        String format = serializer.single().name();
        Encoding known = encodings;
        for (Encoding each = known; each != null; each = each.next) {
            if (each.format.equals(format)) {
                return each.bytes;
            }
        }
        try (EncodedMessage written = serializer.write(message)) {
            EncodedMessage bytes = written.keep();
            encodings = new Encoding(format, bytes, known);
            return bytes;
        }
    }
}
