package dev.weft.router.dealer;

import dev.weft.wamp.message.Call;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one registration that wait because every callee serves as many as it wants to, in the order in which they came. Used on the
 * realm's loop only.
 */
final class CallQueue {

    /** Whatever the number of calls. */
    private static final long MOST_BYTES = 16L << 20;

    private final int limit;
    private final Runnable serve;
    private final Deque<Waiting> calls = new ArrayDeque<>();
    private long bytes;
    private boolean woken;

    /**
     * @param limit how many may wait
     * @param serve asked for, soon, when a callee may take calls again or none is left; it calls {@link #onServe()}
     */
    CallQueue(int limit, Runnable serve) {
        this.limit = limit;
        this.serve = serve;
    }

    /**
     * A call that waits.
     *
     * @param disclose whether the callee gets to know who calls
     */
    record Waiting(PendingCall pending, Call call, boolean disclose) {}

    boolean isEmpty() {
        return calls.isEmpty();
    }

    int size() {
        return calls.size();
    }

    boolean isFull() {
        return calls.size() >= limit || bytes >= MOST_BYTES;
    }

    void add(Waiting waiting) {
        calls.addLast(waiting);
        bytes += weight(waiting);
        waiting.pending().waitIn(this);
    }

    /** Null where there is none. */
    @Nullable
    Waiting poll() {
        Waiting first = calls.pollFirst();
        if (first != null) {
            bytes -= weight(first);
        }
        return first;
    }

    /** It ended before it was served. */
    void remove(PendingCall pending) {
        calls.removeIf(waiting -> {
            boolean found = waiting.pending() == pending;
            if (found) {
                bytes -= weight(waiting);
            }
            return found;
        });
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

    private static long weight(Waiting waiting) {
        return waiting.call().payload().heldBytes();
    }
}
