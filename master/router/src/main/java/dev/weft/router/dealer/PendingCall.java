package dev.weft.router.dealer;

import dev.weft.router.Timers.Timer;
import dev.weft.router.session.CallTimes;
import org.jspecify.annotations.Nullable;

/** A call between CALL and its final RESULT or ERROR. It stands in the maps of both peers, or in neither. */
final class PendingCall {

    private final Peer caller;
    private final Callee callee;
    private final long request;
    private final long invocation;
    private final boolean progressive;
    private @Nullable Timer timer;
    private @Nullable CallTimes times;
    private long begin;
    private @Nullable CallStream stream;

    /** @param progressive whether the caller gets progressive results */
    PendingCall(Peer caller, long request, Callee callee, boolean progressive) {
        this.caller = caller;
        this.callee = callee;
        this.request = request;
        this.invocation = callee.peer().nextInvocation();
        this.progressive = progressive;
        caller.calls().put(request, this);
        callee.peer().invocations().put(invocation, this);
        callee.begin();
    }

    Peer caller() {
        return caller;
    }

    Peer callee() {
        return callee.peer();
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

    /** Begins to count its time. */
    void timed(CallTimes value) {
        times = value;
        begin = value.begin();
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
        callee.peer().invocations().remove(invocation);
        callee.end();
        if (times != null) {
            times.end(begin);
        }
        if (timer != null) {
            timer.cancel();
        }
    }

    boolean isFinished() {
        return caller.calls().get(request) != this;
    }
}
