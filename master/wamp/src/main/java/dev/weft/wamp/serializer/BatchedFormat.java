package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Message;
import java.util.Optional;

/**
 * A format whose messages share frames: {@code wamp.2.json.batched} and the like. A message itself looks as in the plain format, so
 * that payloads pass between both unread.
 */
record BatchedFormat(WireFormat single) implements Serializer {

    private static final String SUFFIX = ".batched";

    @Override
    public String name() {
        return single.name() + SUFFIX;
    }

    @Override
    public boolean binary() {
        return single.binary();
    }

    @Override
    public int rawSocketId() {
        return 0;
    }

    @Override
    public Optional<Batching> newBatching() {
        return Optional.of(binary() ? new PrefixedBatching() : new SeparatedBatching());
    }

    @Override
    public EncodedMessage write(Message message) {
        return single.write(message);
    }

    @Override
    public Message decode(byte[] bytes, int offset, int length) {
        return single.decode(bytes, offset, length);
    }
}
