package dev.weft.wamp.client;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Yield;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A call that this session's handler works on. */
final class RunningInvocation implements WampSession.InvocationContext {

    /** Parts that may wait for a handler. */
    static final int MOST_PARTS = 1000;

    private static final Dict PROGRESS = Dict.of(Options.PROGRESS, true);

    private final Invocation invocation;
    private final Payload payload;
    private final Requests requests;
    private final BiConsumer<RunningInvocation, RuntimeException> failed;
    private final CompletableFuture<String> canceled = new CompletableFuture<>();

    // Below: guarded by this.
    private final Deque<Invocation> parts = new ArrayDeque<>(0);
    private WampSession.@Nullable PartHandler partHandler;
    private boolean handing;
    private boolean streaming;
    private boolean finished;

    /** @param failed answers the call with an error, where a part could not be handled */
    RunningInvocation(
            Invocation invocation, Requests requests, BiConsumer<RunningInvocation, RuntimeException> failed) {
        this.invocation = invocation;
        this.payload = Passthru.read(invocation.payload(), invocation.details());
        this.requests = requests;
        this.failed = failed;
        this.streaming = invocation.details().flag(Options.PROGRESS);
    }

    long request() {
        return invocation.request();
    }

    @Override
    public Payload payload() {
        return payload;
    }

    @Override
    public Dict details() {
        return invocation.details();
    }

    @Override
    public synchronized CompletionStage<Void> progress(Payload result) {
        if (finished) {
            return CompletableFuture.failedFuture(ApplicationError.of(ErrorUri.CANCELED, "the call is over"));
        }
        return invocation.details().flag(Options.RECEIVE_PROGRESS)
                ? requests.offer(new Yield(request(), Passthru.mark(PROGRESS, result), result))
                : CompletableFuture.completedFuture(null);
    }

    /** A further INVOCATION with this request id. */
    void part(Invocation part) {
        synchronized (this) {
            streaming = part.details().flag(Options.PROGRESS);
            if (!finished && parts.size() < MOST_PARTS) {
                parts.add(part);
            }
        }
        if (!hand()) {
            String text = MOST_PARTS + " parts of the call wait for the procedure, which takes none";
            failed.accept(this, ApplicationError.of(ErrorUri.UNAVAILABLE, text));
        }
    }

    @Override
    public void onPart(WampSession.PartHandler handler) {
        synchronized (this) {
            partHandler = handler;
        }
        hand();
    }

    /** Hands over what waits, on one thread at a time. False where too much waits. */
    private boolean hand() {
        while (true) {
            WampSession.PartHandler handler;
            Invocation next;
            synchronized (this) {
                handler = partHandler;
                if (handing || handler == null || parts.isEmpty()) {
                    return parts.size() < MOST_PARTS;
                }
                handing = true;
                next = parts.remove();
            }
            try {
                handler.onPart(
                        Passthru.read(next.payload(), next.details()),
                        !next.details().flag(Options.PROGRESS));
            } catch (RuntimeException e) {
                failed.accept(this, e);
            } finally {
                synchronized (this) {
                    handing = false;
                }
            }
        }
    }

    /** Whether the caller has not sent its last part yet. */
    synchronized boolean isStreaming() {
        return streaming;
    }

    @Override
    public CompletionStage<String> canceled() {
        return canceled;
    }

    void cancel(String mode) {
        canceled.complete(mode);
    }

    /** No more progress from here on: nothing may follow the final answer. False the second time. */
    synchronized boolean finish() {
        boolean first = !finished;
        finished = true;
        parts.clear();
        return first;
    }

    void end() {
        if (finish()) {
            cancel("killnowait");
        }
    }
}
