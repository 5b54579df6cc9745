package dev.weft.fabric.testkit.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * So many messages a second, whether or not the server keeps up, and how long each took from the moment when it was to be sent until its
 * answer was read: what waits in a queue counts (no coordinated omission). Used by one thread, and
 * afterwards by whoever has waited for its end.
 */
final class Pace {

    static final Pace NONE = new Pace(0, 0);

    static final long TICK_NANOS = 500_000;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    /** More than a pause of the machine; and what waits must not fill the memory of the server. */
    private static final double MOST_BEHIND_NANOS = 0.25e9;

    private final double perNano;
    private final List<Queue<Long>> waiting = new ArrayList<>();
    private final List<Double> micros = new ArrayList<>();
    private long began;
    private long sent;
    private long answered;
    private volatile boolean measuring;
    private boolean lost;

    /**
     * @param perSecond messages of all senders together
     * @param streams whose answers come in the order of the messages
     */
    Pace(double perSecond, int streams) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        for (int i = 0; i < streams; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    boolean isSet() {
        return perNano > 0;
    }

    /** So many are to be sent now. */
    long due() {
        long now = System.nanoTime();
        if (began == 0) {
            began = now;
        }
        long due = (long) ((now - began) * perNano) - sent;
        return Math.max(0, due);
    }

    /**
     * Whether so much has waited for its answer that the rate was not kept: then nothing is measured but how long the queue is, and
     * nothing more is to be sent.
     */
    boolean isLost() {
        lost = lost || sent - answered > perNano * MOST_BEHIND_NANOS;
        return lost;
    }

    void onSent(int stream) {
        if (isSet()) {
            waiting.get(stream).add(began + (long) (sent / perNano));
            sent++;
        }
    }

    /** The next answer of a stream was read. */
    void onSeen(int stream) {
        if (!isSet()) {
            return;
        }
        Long planned = waiting.get(stream).poll();
        if (planned == null) {
            throw new IllegalStateException("an answer to nothing");
        }
        answered++;
        if (measuring) {
            micros.add((System.nanoTime() - planned) / NANOS_PER_MICRO);
        }
    }

    /** From now on each message counts. */
    void measure() {
        measuring = true;
    }

    /** Microseconds; once the generator is closed. */
    Samples latencies() {
        return Samples.of(micros);
    }
}
