package dev.weft.transport.channel;

import dev.weft.transport.Keepalive;
import dev.weft.wamp.link.CloseReason;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Pings a peer, and counts it as lost when nothing at all is heard from it after a ping. Loop-confined. */
final class Liveness {

    private final EventLoop loop;
    private final Keepalive keepalive;
    private final Consumer<byte[]> ping;
    private final Consumer<CloseReason> lost;
    private @Nullable Future<?> pings;
    private @Nullable Future<?> verdict;
    private boolean heard;

    Liveness(EventLoop loop, Keepalive keepalive, Consumer<byte[]> ping, Consumer<CloseReason> lost) {
        this.loop = loop;
        this.keepalive = keepalive;
        this.ping = ping;
        this.lost = lost;
    }

    void start() {
        if (keepalive.isOn()) {
            long millis = Math.max(1, keepalive.interval().toMillis());
            pings = loop.scheduleAtFixedRate(this::ping, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        cancel(pings);
        cancel(verdict);
    }

    /** Something arrived, whatever it was. */
    void heard() {
        heard = true;
    }

    private void ping() {
        boolean waiting = verdict != null && !verdict.isDone();
        if (waiting) {
            return;
        }
        heard = false;
        byte[] payload = new byte[keepalive.bytes()];
        ThreadLocalRandom.current().nextBytes(payload);
        ping.accept(payload);
        if (!keepalive.timeout().isZero()) {
            verdict = loop.schedule(this::judge, keepalive.timeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void judge() {
        if (!heard) {
            lost.accept(new CloseReason(
                    CloseReason.Kind.LOST,
                    "the peer did not answer a ping within "
                            + keepalive.timeout().toMillis() + " ms"));
        }
    }

    private static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            future.cancel(false);
        }
    }
}
