package dev.weft.transport.client;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.SharedMessage;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A link that closes some time after a GOODBYE was sent on it: a router that does not answer must not keep a client from leaving. */
record PartingLink(Link link, ScheduledExecutorService timer, Duration patience) implements Link {

    @Override
    public void send(Message message) {
        link.send(message);
        if (message instanceof Goodbye) {
            CloseReason reason = new CloseReason(CloseReason.Kind.NORMAL, "the router did not answer GOODBYE");
            timer.schedule(() -> link.close(reason), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void send(SharedMessage message) {
        link.send(message);
    }

    @Override
    public void close(CloseReason reason) {
        link.close(reason);
    }

    @Override
    public long queuedBytes() {
        return link.queuedBytes();
    }

    @Override
    public boolean isFull() {
        return link.isFull();
    }

    @Override
    public CompletionStage<Void> writable() {
        return link.writable();
    }

    @Override
    public void pause() {
        link.pause();
    }

    @Override
    public void resume() {
        link.resume();
    }

    @Override
    public LinkInfo info() {
        return link.info();
    }
}
