package dev.weft.gateway;

import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveNode.Version;
import dev.weft.engine.path.NodeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes of nodes have come, as the master knows it from their events and heartbeats: finds what happened on nodes whose
 * events were lost. One call answers for all nodes of a management realm, and for whoever asks within a moment.
 */
final class ChangeCounts {

    private static final long MOMENT = TimeUnit.SECONDS.toNanos(5);

    private final FabricSessions sessions;
    private final Map<NodeKey, Version> read = new ConcurrentHashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();

    /** An answer, or one that is on its way. */
    private record Asked(long at, CompletionStage<Map<String, Object>> answer) {}

    ChangeCounts(FabricSessions sessions) {
        this.sessions = sessions;
    }

    /** The digest of a state of a node; empty where the node does not count its changes. */
    static String digest(String epoch, long seq) {
        return epoch.isEmpty() ? "" : epoch + "/" + seq;
    }

    /** The node was read. */
    void read(LiveNode node) {
        read.put(node.key(), node.version());
    }

    /** See {@link dev.weft.engine.live.LiveReader#readDigest}. */
    CompletionStage<Optional<String>> digest(NodeKey key) {
        return of(key.mrealm())
                .thenApply(all -> Optional.ofNullable(all.get(key.authid()))
                        .map(Wire::dict)
                        .flatMap(told -> Wire.text(told, "epoch")
                                .map(epoch -> newer(read.get(key), epoch, Wire.number(told, "seq")))));
    }

    /** What the master knows may be older than what was read meanwhile, and is no news then. */
    private static String newer(@Nullable Version last, String epoch, long seq) {
        return last != null && last.epoch().equals(epoch) && seq <= last.seq() ? last.digest() : digest(epoch, seq);
    }

    private synchronized CompletionStage<Map<String, Object>> of(String mrealm) {
        long now = System.nanoTime();
        Asked last = asked.get(mrealm);
        if (last == null || now - last.at() > MOMENT) {
            last = new Asked(now, sessions.call(mrealm, Row.GET_CHANGE_COUNTS).thenApply(Wire::dict));
            asked.put(mrealm, last);
        }
        return last.answer();
    }
}
