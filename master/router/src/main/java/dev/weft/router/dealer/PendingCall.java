package dev.weft.router.dealer;

import dev.weft.router.Timers.Timer;
import dev.weft.router.session.CallTimes;
import org.jspecify.annotations.Nullable;

/**
 * A call between CALL and its final RESULT or ERROR. It stands in the maps of both peers, or in that of its caller and in a queue, or
 * nowhere.
 */
final class PendingCall {

    private final Peer caller;
    private final long request;
    private final CallTimes times;
    private final long begin;
    private @Nullable Callee callee;
    private @Nullable CallQueue queue;
    private long invocation;
    private boolean progressive;
    private @Nullable Timer timer;
    private @Nullable CallStream stream;

    /** Begins to count its time. */
    PendingCall(Peer caller, long request, CallTimes times) {
        this.caller = caller;
        this.request = request;
        this.times = times;
        this.begin = times.begin();
        caller.calls().put(request, this);
    }

    /**
     * A callee is to serve it.
     *
     * @param progressiveResults whether the caller gets progressive results
     */
    void begin(Callee value, boolean progressiveResults) {
        callee = value;
        queue = null;
        progressive = progressiveResults;
        invocation = value.peer().nextInvocation();
        value.peer().invocations().put(invocation, this);
        value.begin();
    }

    /** No callee serves it yet. */
    void waitIn(CallQueue value) {
        queue = value;
    }

    Peer caller() {
        return caller;
    }

    /** Null while it waits. */
    @Nullable
    Peer callee() {
        return callee == null ? null : callee.peer();
    }

    long request() {
        return request;
    }

    long invocation() {
        return invocation;
    }

    /** True where the caller asked for progressive results. */
    boolean isProgressive() {
        return progressive;
    }

    void timer(Timer value) {
        timer = value;
    }

    /** What the next CALL of this request is a part of; null where there is none to come. */
    @Nullable
    CallStream stream() {
        return stream;
    }

    void stream(@Nullable CallStream value) {
        stream = value;
    }

    /** From now on an answer of the callee is late. */
    void finish() {
        caller.calls().remove(request);
        if (callee != null) {
            callee.peer().invocations().remove(invocation);
            callee.end();
        } else if (queue != null) {
            queue.remove(this);
        }
        times.end(begin);
        if (timer != null) {
            timer.cancel();
        }
    }

    boolean isFinished() {
        return caller.calls().get(request) != this;
    }
}
