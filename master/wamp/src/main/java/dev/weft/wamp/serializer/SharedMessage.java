package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A message for many recipients: encoded at most about once per serializer, on the first recipient's thread that needs it. */
public final class SharedMessage {

    private final Message message;
    private final Map<String, byte[]> encodings = new ConcurrentHashMap<>(4);

    public SharedMessage(Message message) {
        this.message = message;
    }

    public Message message() {
        return message;
    }

    /** The message in the bytes of this serializer; the array is shared, nobody may change it. */
    public byte[] bytes(Serializer serializer) {
        return encodings.computeIfAbsent(serializer.single().name(), name -> serializer.encode(message));
    }
}
