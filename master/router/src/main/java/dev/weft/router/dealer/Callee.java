package dev.weft.router.dealer;

/** A session that serves a registration. */
final class Callee {

    /** No bound on invocations at the same time. */
    static final long ANY = 0;

    private final Peer peer;
    private final Runnable onFree;
    private final long concurrency;
    private long active;

    /**
     * @param onFree run whenever it has ended an invocation
     * @param concurrency how many invocations of the registration it takes at the same time; {@link #ANY} for any number
     */
    Callee(Peer peer, Runnable onFree, long concurrency) {
        this.peer = peer;
        this.onFree = onFree;
        this.concurrency = concurrency;
    }

    Peer peer() {
        return peer;
    }

    boolean isBusy() {
        return concurrency != ANY && active >= concurrency;
    }

    boolean isServing() {
        return active > 0;
    }

    boolean isFull(long mostBytes) {
        return peer.member().link().queuedBytes() > mostBytes;
    }

    void begin() {
        active++;
    }

    void end() {
        active--;
        onFree.run();
    }
}
