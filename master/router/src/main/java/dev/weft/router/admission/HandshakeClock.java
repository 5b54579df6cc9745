package dev.weft.router.admission;

import dev.weft.router.Timers;
import dev.weft.router.Timers.Timer;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.handshake.RouterHandshake;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The time limits of one handshake: one timer at a time. */
final class HandshakeClock {

    private static final Timer STOPPED = () -> {};

    private final Timers timers;
    private final HandshakeTimeouts timeouts;
    private final AtomicReference<@Nullable Timer> running = new AtomicReference<>();

    HandshakeClock(Timers timers, HandshakeTimeouts timeouts) {
        this.timers = timers;
        this.timeouts = timeouts;
    }

    void expectHello(RouterHandshake handshake) {
        start(handshake, timeouts.hello(), "no HELLO");
    }

    void expectProof(RouterHandshake handshake) {
        start(handshake, timeouts.authenticate(), "not authenticated");
    }

    private void start(RouterHandshake handshake, Duration limit, String what) {
        String text = what + " within " + limit.toMillis() + " ms";
        Timer timer = timers.after(limit, () -> handshake.refuse(ErrorUri.TIMEOUT, text));
        Timer before = running.getAndUpdate(now -> now == STOPPED ? STOPPED : timer);
        if (before == STOPPED) {
            timer.cancel();
        } else if (before != null) {
            before.cancel();
        }
    }

    /** The handshake has ended: no timer runs any more, and none will. */
    void stop() {
        Timer before = running.getAndSet(STOPPED);
        if (before != null) {
            before.cancel();
        }
    }
}
