package dev.weft.testkit;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is told: {@code begin} and {@code end} of batches, the types of messages, {@code closed}. */
public final class RecordingHandler implements LinkHandler {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void onBatchBegin() {
        heard.add("begin");
    }

    @Override
    public void onBatchEnd() {
        heard.add("end");
    }

    @Override
    public void onMessage(Message message) {
        heard.add(message.type().name());
    }

    @Override
    public void onClosed(CloseReason reason) {
        heard.add("closed");
    }

    /** All of it, in order. */
    public List<String> heard() {
        return heard;
    }
}
