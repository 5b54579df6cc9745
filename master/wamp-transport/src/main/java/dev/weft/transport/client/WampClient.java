package dev.weft.transport.client;

import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Joins realms over the network. One object serves a whole process. */
public final class WampClient {

    private final Loops loops;
    private final Dialer dialer;

    public WampClient(Loops loops) {
        this.loops = loops;
        this.dialer = new Dialer(loops);
    }

    /**
     * Connects and joins. Fails with {@link ConnectFailed} when no connection came about or it was lost on the way, with {@link
     * dev.weft.wamp.error.ApplicationError} and the uri of ABORT when the router refused, and with {@link
     * IllegalArgumentException} for settings that cannot be meant. Canceling the stage's future closes the connection.
     */
    public CompletionStage<WampSession> connect(ClientSettings settings) {
        CompletableFuture<WampSession> joined = new CompletableFuture<>();
        CompletableFuture<Void> opened =
                open(settings, link -> join(settings, link, joined)).toCompletableFuture();
        opened.whenComplete((open, failure) -> {
            if (failure != null) {
                joined.completeExceptionally(failure);
            }
        });
        joined.whenComplete((session, failure) -> {
            if (joined.isCancelled()) {
                opened.cancel(false);
            }
        });
        return joined;
    }

    /**
     * Connects and hands the bare link to this acceptor, which speaks first. For those who bring their own handshake; the realm and
     * the authenticators of the settings are not used. Fails as {@link #connect}.
     */
    public CompletionStage<Void> open(ClientSettings settings, LinkAcceptor acceptor) {
        return dialer.dial(settings, acceptor);
    }

    private Joining join(ClientSettings settings, Link link, CompletableFuture<WampSession> joined) {
        Joining joining = new Joining(settings, new PartingLink(link, loops.timer(), settings.joinTimeout()), joined);
        Future<?> timeout =
                loops.timer().schedule(joining::expire, settings.joinTimeout().toMillis(), TimeUnit.MILLISECONDS);
        joined.whenComplete((session, failure) -> {
            timeout.cancel(false);
            if (joined.isCancelled()) {
                link.close(CloseReason.normal());
            }
        });
        return joining;
    }
}
