package dev.weft.client;

import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.client.WampSession;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call whose arguments come in parts (WAMP, "Progressive Call Invocations"). Any thread may use it. */
public final class OpenCall {

    private final WampSession.RunningCall call;
    private final CompletableFuture<Arguments> result;

    OpenCall(WampSession.RunningCall call, CompletableFuture<Arguments> result) {
        this.call = call;
        this.result = result;
    }

    /**
     * Sends a further part; more follow. Completes when the next can be sent; fails with {@code wamp.error.canceled} where the call has
     * its answer already, with {@code wamp.error.unavailable} where too much waits to leave, and with {@link IllegalStateException} after
     * {@link #finish}.
     */
    public CompletableFuture<Void> send(@Nullable Object... values) {
        return call.send(Arguments.write(values)).toCompletableFuture();
    }

    /** Sends the last part; else as {@link #send}. */
    public CompletableFuture<Void> finish(@Nullable Object... values) {
        return call.finish(Arguments.write(values)).toCompletableFuture();
    }

    /** The last answer. Canceling it cancels the call, and waits for nothing. */
    public CompletableFuture<Arguments> result() {
        return result;
    }

    /**
     * Cancels the call (WAMP, "Call Canceling"): {@link #result} fails with {@code wamp.error.canceled}, or, with {@link
     * CancelMode#KILL}, completes with whatever the callee answers.
     */
    public void cancel(CancelMode mode) {
        call.cancel(mode);
    }
}
