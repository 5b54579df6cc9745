package dev.weft.fabric.testkit.bench;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where the connections of a forwarder meet. One on side a of a group sends to all on side b of it and the other way round, so a call
 * costs the same four frames, and an event to n subscribers the same 1 + n, as in a router; one on side e hears itself, as a publisher
 * hears an acknowledgement.
 *
 * @param <R> a connection
 */
final class Meeting<R> {

    private final Map<String, Queue<R>> sides = new ConcurrentHashMap<>();

    /**
     * Where a connection has joined.
     *
     * @param side its own; it leaves when it ends
     * @param peers those on the opposite side, where some may join later
     */
    record Seat<R>(Collection<R> side, Collection<R> peers) {}

    Seat<R> join(char side, int group, R relay) {
        char opposite = side == 'a' ? 'b' : side == 'b' ? 'a' : side;
        Queue<R> own = side(side, group);
        own.add(relay);
        return new Seat<>(own, side(opposite, group));
    }

    private Queue<R> side(char side, int group) {
        return sides.computeIfAbsent(side + "/" + group, key -> new ConcurrentLinkedQueue<>());
    }
}
