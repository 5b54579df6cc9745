package dev.weft.router.dealer;

import dev.weft.router.Timers.Timer;
import org.jspecify.annotations.Nullable;

/** A call between CALL and its final RESULT or ERROR. It stands in the maps of both peers, or in neither. */
final class PendingCall {

    private final Peer caller;
    private final Peer callee;
    private final long request;
    private final long invocation;
    private final boolean progressive;
    private @Nullable Timer timer;

    PendingCall(Peer caller, long request, Peer callee, boolean progressive) {
        this.caller = caller;
        this.callee = callee;
        this.request = request;
        this.invocation = callee.nextInvocation();
        this.progressive = progressive;
        caller.calls().put(request, this);
        callee.invocations().put(invocation, this);
    }

    Peer caller() {
        return caller;
    }

    Peer callee() {
        return callee;
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

    /** From now on an answer of the callee is late. */
    void finish() {
        caller.calls().remove(request);
        callee.invocations().remove(invocation);
        if (timer != null) {
            timer.cancel();
        }
    }

    boolean isFinished() {
        return caller.calls().get(request) != this;
    }
}
