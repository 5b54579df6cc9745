package dev.weft.cli.view;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Obstacle;
import dev.weft.engine.plan.Plan;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The live tree beside the desired one: every object that is on either side, with what is to be said about it.
 *
 * @param objects by path, so that what is inside an object follows it
 */
public record FleetStatus(SortedMap<ObjectPath, Entry> objects) {

    /** How live and desired compare for one object. */
    public enum Mark {
        IN_SYNC("in sync", "="),
        MISSING("missing", "+"),
        DIFFERS("differs", "~"),
        EXTRA("extra", "-"),
        CONFLICT("conflict", "!"),
        OFFLINE("offline", "?"),
        UNKNOWN("unknown", "?");

        private final String word;
        private final String glyph;

        Mark(String word, String glyph) {
            this.word = word;
            this.glyph = glyph;
        }

        public String word() {
            return word;
        }

        public String glyph() {
            return glyph;
        }
    }

    /**
     * One object.
     *
     * @param detail for people: why, or what it carries; may be empty
     */
    public record Entry(Mark mark, String detail) {}

    /** Compares, with the plan that would make them equal. */
    public static FleetStatus of(Desired desired, LiveState live, Plan plan) {
        SortedMap<ObjectPath, Entry> all = new TreeMap<>();
        live(live, all);
        desired.objects().keySet().forEach(path -> all.put(path, inSync(all.get(path))));
        for (Action action : plan.actions()) {
            all.put(action.path(), new Entry(mark(action.type()), action.reason()));
        }
        for (Conflict conflict : plan.conflicts()) {
            all.put(conflict.path(), new Entry(Mark.CONFLICT, conflict.reason()));
        }
        for (Obstacle obstacle : plan.obstacles()) {
            all.put(obstacle.path(), new Entry(Mark.UNKNOWN, obstacle.message()));
        }
        for (Deferred deferred : plan.observed().deferred()) {
            ObjectPath within = deferred.within();
            Mark mark = deferred.reason().equals("offline") ? Mark.OFFLINE : Mark.UNKNOWN;
            String seen = deferred.lastSeen().isEmpty() ? "" : ", last seen " + deferred.lastSeen();
            for (ObjectPath path : desired.objects().keySet()) {
                if (path.isInside(within)) {
                    all.put(path, new Entry(mark, ""));
                }
            }
            all.put(within, new Entry(mark, deferred.reason() + seen));
        }
        return new FleetStatus(all);
    }

    /** Whether everything that is desired is there as it shall be. */
    public boolean isInSync() {
        return objects.values().stream().allMatch(entry -> entry.mark() == Mark.IN_SYNC || entry.mark() == Mark.EXTRA);
    }

    private static Entry inSync(@Nullable Entry live) {
        return new Entry(Mark.IN_SYNC, live == null ? "" : live.detail());
    }

    private static Mark mark(ActionType type) {
        return switch (type) {
            case CREATE -> Mark.MISSING;
            case DELETE -> Mark.EXTRA;
            case ADOPT, UPDATE, RESTART, REPLACE -> Mark.DIFFERS;
        };
    }

    /** What is live before it is compared: on the fabric, and in no document as far as is known yet. */
    private static void live(LiveState live, SortedMap<ObjectPath, Entry> all) {
        for (LiveRealm realm : live.realms().values()) {
            all.put(ObjectPath.mrealm(realm.name()), new Entry(Mark.EXTRA, ""));
            for (LiveNode node : realm.nodes().values()) {
                all.put(node.key().path(), new Entry(Mark.EXTRA, node.isOnline() ? "online" : "offline"));
                for (LiveObject object : node.objects().values()) {
                    long sessions = object.sessions();
                    all.put(
                            object.path(),
                            new Entry(Mark.EXTRA, sessions == 0 ? "" : FindingsView.counted(sessions, "session")));
                }
            }
        }
    }
}
