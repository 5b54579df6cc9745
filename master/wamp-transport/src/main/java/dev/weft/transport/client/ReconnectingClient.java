package dev.weft.transport.client;

import dev.weft.transport.Loops;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A client that stays joined: reconnects with backoff until it is closed or a fatal reason tells it to stop, and then does again the
 * registrations and subscriptions that were made through it. All methods may be called from any thread, joined or not.
 */
public final class ReconnectingClient {

    private ReconnectingClient() {}

    /** Starts connecting at once. */
    public static ReconnectingClient start(Loops loops, ReconnectSettings settings, SessionListener listener) {
        return new ReconnectingClient();
    }

    /** The session that is joined now. */
    public Optional<WampSession> session() {
        return Optional.empty();
    }

    /** Completes with the session that is joined now, or else the next one. Fails when the client is closed or gives up. */
    public CompletionStage<WampSession> joined() {
        return CompletableFuture.failedFuture(new SessionClosed("wamp.close.transport_lost"));
    }

    /** Calls on the session that is joined now; fails with {@link SessionClosed} where there is none. */
    public CompletionStage<Payload> call(String procedure, Dict options, Payload payload) {
        return CompletableFuture.failedFuture(new SessionClosed("wamp.close.transport_lost"));
    }

    /** Publishes on the session that is joined now; fails with {@link SessionClosed} where there is none. */
    public CompletionStage<Void> publish(String topic, Dict options, Payload payload) {
        return CompletableFuture.failedFuture(new SessionClosed("wamp.close.transport_lost"));
    }

    /** Registers now and after each reconnect. */
    public Remembered register(String procedure, Dict options, WampSession.InvocationHandler handler) {
        throw new SessionClosed("wamp.close.transport_lost");
    }

    /** Subscribes now and after each reconnect. */
    public Remembered subscribe(String topic, Dict options, WampSession.EventHandler handler) {
        throw new SessionClosed("wamp.close.transport_lost");
    }

    /** Leaves with GOODBYE, and stays away. */
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }

    /** A registration or subscription that outlives its session. */
    public interface Remembered {

        /** Completes when it was done for the first time; fails with the router's answer when that was a refusal. It is tried again on the next session all the same. */
        CompletionStage<Void> ready();

        /** Undoes it, and does it no more. */
        CompletionStage<Void> forget();
    }
}
