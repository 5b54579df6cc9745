package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import dev.weft.transport.Loops;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Listens at addresses. One object serves a whole process. */
public final class WampServer {

    private final Loops loops;

    public WampServer(Loops loops) {
        this.loops = loops;
    }

    /** Listens without TLS. The stage fails with {@link CannotListen}. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol) {
        return listen(address, protocol, null);
    }

    /** Listens. The stage fails with {@link CannotListen}, also for a certificate or key that cannot be read. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol, @Nullable ServerTls tls) {
        return CompletableFuture.failedFuture(
                new CannotListen("cannot listen at " + address.text() + " with " + loops + " " + protocol + tls, null));
    }
}
