package dev.weft.wamp.serializer;

import org.jspecify.annotations.Nullable;

/** Room in which a thread writes one message after the other, so that each takes no more memory in the end than it has bytes. */
final class Scratch {

    private static final int EXPECTED_BYTES = 256;

    /** One large message must not hold its room for the life of the thread. */
    private static final int MOST_KEPT_BYTES = 128 << 10;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    /** Null while it is in use: values of the application may send a message while they are written. */
    private @Nullable Output free;

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    Output take() {
        Output taken = free;
        if (taken == null) {
            return new Output(EXPECTED_BYTES, this);
        }
        free = null;
        return taken;
    }

    void give(Output used) {
        // It must not hold what it refers to until the next message is written.
        used.clear();
        if (used.capacity() <= MOST_KEPT_BYTES) {
            free = used;
        }
    }
}
