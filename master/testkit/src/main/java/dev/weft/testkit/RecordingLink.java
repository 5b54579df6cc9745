package dev.weft.testkit;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link that leads nowhere and keeps what was sent. */
public final class RecordingLink implements Link {

    private final LinkInfo info;
    private final List<Message> sent = new ArrayList<>();
    private @Nullable CloseReason closed;
    private long queuedBytes;
    private @Nullable Object loop;

    public RecordingLink() {
        this(LinkInfo.local());
    }

    public RecordingLink(LinkInfo info) {
        this.info = info;
    }

    @Override
    public synchronized void send(Message message) {
        if (closed == null) {
            sent.add(message);
        }
    }

    @Override
    public void send(SharedMessage message) {
        send(message.message());
    }

    @Override
    public synchronized void close(CloseReason reason) {
        if (closed == null) {
            closed = reason;
        }
    }

    @Override
    public synchronized long queuedBytes() {
        return queuedBytes;
    }

    @Override
    public LinkInfo info() {
        return info;
    }

    /** Makes the link look like one whose peer does not read. */
    public synchronized void setQueuedBytes(long bytes) {
        queuedBytes = bytes;
    }

    /** Makes the link one whose handler is called on this loop. */
    public synchronized void setBatchesOn(Object value) {
        loop = value;
    }

    @Override
    public synchronized @Nullable Object batchesOn() {
        return loop;
    }

    /** Everything sent so far. */
    public synchronized List<Message> sent() {
        return List.copyOf(sent);
    }

    /** Everything sent so far of one type. */
    public <M extends Message> List<M> sent(Class<M> type) {
        return sent().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The last message that was sent; fails where there is none, or it is of another type. */
    public synchronized <M extends Message> M last(Class<M> type) {
        if (sent.isEmpty()) {
            throw new AssertionError("nothing was sent, expected " + type.getSimpleName());
        }
        Message message = sent.get(sent.size() - 1);
        if (!type.isInstance(message)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", was " + message);
        }
        return type.cast(message);
    }

    /** Forgets what was sent. */
    public synchronized void clear() {
        sent.clear();
    }

    /** Why it was closed; null while it is open. */
    public synchronized @Nullable CloseReason closeReason() {
        return closed;
    }
}
