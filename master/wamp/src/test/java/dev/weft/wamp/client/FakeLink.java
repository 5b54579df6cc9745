package dev.weft.wamp.client;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was sent. (The testkit has a richer one, but stands on this module.) */
public final class FakeLink implements Link {

    public final List<Message> sent = new ArrayList<>();
    public @Nullable CloseReason closed;
    public boolean full;

    @Override
    public void send(Message message) {
        sent.add(message);
    }

    @Override
    public void send(SharedMessage message) {
        send(message.message());
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public LinkInfo info() {
        return LinkInfo.local();
    }

    public <M> M last(Class<M> type) {
        return type.cast(sent.get(sent.size() - 1));
    }

    @Override
    public boolean isFull() {
        return full;
    }
}
