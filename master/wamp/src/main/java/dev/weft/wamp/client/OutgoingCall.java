package dev.weft.wamp.client;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Cancel;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A call of this session, from its first part to its answer. */
final class OutgoingCall implements WampSession.RunningCall {

    private static final Dict MORE = Dict.of(Options.PROGRESS, true);

    private final Requests requests;
    private final RouterFeatures router;
    private final String procedure;
    private final Result result = new Result();
    private volatile long request;

    /** Whether the last part is still to come. Guarded by this. */
    private boolean open;

    OutgoingCall(Requests requests, RouterFeatures router, String procedure) {
        this.requests = requests;
        this.router = router;
        this.procedure = procedure;
    }

    /** Sends the first part. */
    OutgoingCall start(Dict options, Payload payload, Consumer<Payload> progress) {
        ApplicationError refusal = router.refusal(options, payload);
        if (refusal != null) {
            result.completeExceptionally(refusal);
            return this;
        }
        Dict marked = Passthru.mark(options, payload);
        open = options.flag(Options.PROGRESS);
        request = requests.send(id -> new Call(id, marked, procedure, payload), new PendingCall(result, progress));
        return this;
    }

    /** Canceling it cancels the call. */
    private final class Result extends CompletableFuture<Payload> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean canceled = super.cancel(mayInterruptIfRunning);
            if (canceled && requests.forget(request) && router.callCanceling()) {
                requests.reply(message(CancelMode.KILLNOWAIT));
            }
            return canceled;
        }
    }

    @Override
    public CompletionStage<Payload> result() {
        return result;
    }

    @Override
    public CompletionStage<Void> send(Payload part) {
        return part(MORE, part);
    }

    @Override
    public CompletionStage<Void> finish(Payload last) {
        return part(Dict.empty(), last);
    }

    private synchronized CompletionStage<Void> part(Dict options, Payload part) {
        if (!open) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    "the last part of this call has been sent: only a call with option progress has further ones"));
        }
        CompletionStage<Void> sent =
                requests.again(request, new Call(request, Passthru.mark(options, part), procedure, part));
        // What was refused, because too much waits to leave, can be sent again.
        if (!sent.toCompletableFuture().isCompletedExceptionally()) {
            open = options.flag(Options.PROGRESS);
        }
        return sent;
    }

    @Override
    public void cancel(CancelMode mode) {
        if (router.callCanceling()) {
            if (requests.isWaiting(request)) {
                requests.reply(message(mode));
            }
        } else if (requests.forget(request)) {
            result.completeExceptionally(ApplicationError.of(
                    ErrorUri.CANCELED, "the call was canceled; its callee was not told, as the router cannot do that"));
        }
    }

    private Cancel message(CancelMode mode) {
        return new Cancel(request, Dict.of(Options.MODE, mode.text()));
    }
}
