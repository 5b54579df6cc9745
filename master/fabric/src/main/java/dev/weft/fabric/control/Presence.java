package dev.weft.fabric.control;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which nodes of one management realm are there: those with an uplink session. Told by the realm's own thread, read by any.
 *
 * <p>A node is online exactly while it has a session. Connections that died without a word are found by the WebSocket pings of the
 * server, so a silent node is not online for longer than these take.
 */
public final class Presence {

    private final InstantSource clock;
    private final Map<String, NodeStatus> byOid = new ConcurrentHashMap<>();
    private final Map<Long, String> oidOfSession = new ConcurrentHashMap<>();
    private final Map<String, ChangeCount> changes = new ConcurrentHashMap<>();

    public Presence(InstantSource clock) {
        this.clock = clock;
    }

    public NodeStatus of(String nodeOid) {
        return byOid.getOrDefault(nodeOid, NodeStatus.NEVER_SEEN);
    }

    /** When the node was last heard of; empty where this master never did since its start. */
    public Optional<Instant> lastSeen(String nodeOid) {
        long at = of(nodeOid).lastActive();
        return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, at));
    }

    /** An uplink session joined. Returns the status before. */
    public NodeStatus joined(String nodeOid, long session) {
        NodeStatus before = of(nodeOid);
        Set<Long> sessions = new HashSet<>(before.sessions());
        sessions.add(session);
        oidOfSession.put(session, nodeOid);
        byOid.put(nodeOid, before.with(sessions, now()));
        return before;
    }

    /** A session left. Returns the oid of the node that is offline by this; empty for any other session. */
    public Optional<String> left(long session) {
        String oid = oidOfSession.remove(session);
        if (oid == null) {
            return Optional.empty();
        }
        NodeStatus before = of(oid);
        Set<Long> sessions = new HashSet<>(before.sessions());
        sessions.remove(session);
        NodeStatus after = before.with(sessions, now());
        byOid.put(oid, after);
        if (!after.online()) {
            changes.remove(oid);
        }
        return after.online() ? Optional.empty() : Optional.of(oid);
    }

    /** A heartbeat came from a session of this node. */
    public void beat(String nodeOid, Heartbeat beat) {
        NodeStatus before = of(nodeOid);
        byOid.put(nodeOid, new NodeStatus(before.sessions(), beat.seq(), beat.timestamp(), now(), 4, beat.workers()));
        beat.changes().ifPresent(count -> changed(nodeOid, count));
    }

    /** A node said how far its changes have come. */
    public void changed(String nodeOid, ChangeCount count) {
        changes.merge(nodeOid, count, ChangeCount::then);
    }

    /** How far its changes have come, as far as it told since it is online. */
    public Optional<ChangeCount> changes(String nodeOid) {
        return Optional.ofNullable(changes.get(nodeOid));
    }

    private long now() {
        Instant instant = clock.instant();
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
