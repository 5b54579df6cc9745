package dev.weft.wamp.client;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Options;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Yield;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that this session's handler works on. */
final class RunningInvocation implements WampSession.InvocationContext {

    private final Invocation invocation;
    private final Requests requests;
    private final CompletableFuture<String> canceled = new CompletableFuture<>();
    private boolean finished;

    RunningInvocation(Invocation invocation, Requests requests) {
        this.invocation = invocation;
        this.requests = requests;
    }

    long request() {
        return invocation.request();
    }

    @Override
    public Payload payload() {
        return invocation.payload();
    }

    @Override
    public Dict details() {
        return invocation.details();
    }

    @Override
    public synchronized void progress(Payload payload) {
        if (!finished && invocation.details().flag(Options.RECEIVE_PROGRESS)) {
            requests.reply(new Yield(request(), Dict.of(Options.PROGRESS, true), payload));
        }
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
        return first;
    }

    void end() {
        if (finish()) {
            cancel("killnowait");
        }
    }
}
