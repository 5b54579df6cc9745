package dev.weft.router.dealer;

import dev.weft.router.session.Passthru;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of one registration that wait for a callee, in the order in which they came. Used on the realm's loop only. */
final class CallQueue {

    /** Objects around a call. */
    private static final int OVERHEAD = 512;

    private final CallQueues all;
    private final Runnable serve;
    private final Map<PendingCall, Waiting> calls = new LinkedHashMap<>();
    private boolean woken;

    /** @param serve asked for when a callee may take calls again or none is left; it calls {@link #onServe()}, later */
    CallQueue(CallQueues all, Runnable serve) {
        this.all = all;
        this.serve = serve;
    }

    /**
     * A call that waits: what is still needed of it.
     *
     * @param disclose whether the callee gets to know who calls
     * @param bytes that it holds, about
     */
    record Waiting(Call call, boolean disclose, long bytes) {

        /** @param trusted whether the caller is a part of the router */
        static Waiting of(Call call, boolean disclose, boolean trusted) {
            Dict options = Dict.empty();
            for (String flag : new String[] {Options.RECEIVE_PROGRESS, Options.DISCLOSE_ME}) {
                if (call.options().flag(flag)) {
                    options = options.with(flag, true);
                }
            }
            if (trusted && call.options().has(Options.FORWARD_FOR)) {
                options = options.with(Options.FORWARD_FOR, call.options().get(Options.FORWARD_FOR));
            }
            options = Passthru.copy(call.options(), options);
            Call kept = new Call(
                    call.request(), options, call.procedure(), call.payload().compact());
            long bytes = OVERHEAD + kept.procedure().length() + kept.payload().heldBytes();
            for (Object value : options.values().values()) {
                bytes += value instanceof String text ? text.length() : 0;
            }
            return new Waiting(kept, disclose, bytes);
        }
    }

    /** A call whose turn it is. */
    record Next(PendingCall pending, Waiting waiting) {}

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return calls.size();
    }

    void add(PendingCall pending, Waiting waiting) {
        calls.put(pending, waiting);
        all.onAdded(waiting.bytes());
        pending.waitIn(this);
    }

    /** Takes out the first; null where there is none. */
    @Nullable
    Next poll() {
        Iterator<Map.Entry<PendingCall, Waiting>> first = calls.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Map.Entry<PendingCall, Waiting> entry = first.next();
        Next next = new Next(entry.getKey(), entry.getValue());
        first.remove();
        all.onRemoved(next.waiting().bytes());
        return next;
    }

    /** It ended before it was served. */
    void remove(PendingCall pending) {
        Waiting waiting = calls.remove(pending);
        if (waiting != null) {
            all.onRemoved(waiting.bytes());
        }
    }

    /** Not at once: who ends a call has not answered it yet. */
    void wake() {
        if (!woken && !calls.isEmpty()) {
            woken = true;
            serve.run();
        }
    }

    /** What happens from now on wakes it again. */
    void onServe() {
        woken = false;
    }
}
