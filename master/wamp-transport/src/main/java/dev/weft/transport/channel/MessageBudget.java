package dev.weft.transport.channel;

/**
 * How many messages a peer may send: a bucket that is filled with some of them each second, and holds those of two. What was read
 * is handled; who took more than there was waits until there is something again. Loop-confined.
 */
final class MessageBudget {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int SECONDS_KEPT = 2;

    private final int perSecond;
    private double left;
    private long filled;

    MessageBudget(int perSecond, long now) {
        this.perSecond = perSecond;
        this.left = (double) perSecond * SECONDS_KEPT;
        this.filled = now;
    }

    /** Takes so many at this time of {@link System#nanoTime}; nanoseconds until more may be read, 0 for at once. */
    long spend(int messages, long now) {
        double gained = (double) (now - filled) / SECOND_NANOS * perSecond;
        filled = now;
        left = Math.min(left + gained, (double) perSecond * SECONDS_KEPT) - messages;
        return left >= 0 ? 0 : (long) (-left / perSecond * SECOND_NANOS);
    }
}
