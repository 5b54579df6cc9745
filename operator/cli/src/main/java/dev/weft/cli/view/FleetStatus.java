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
import dev.weft.engine.render.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live tree beside the desired one: every object that is on either side, with what is to be said about it.
 *
 * @param objects by path, so that what is inside an object follows it
 */
public record FleetStatus(SortedMap<ObjectPath, Entry> objects) {

    /** How many fields of one object are named. */
    private static final int FIELDS = 3;

    /** How live and desired compare for one object. */
    public enum Mark {
        IN_SYNC("in sync", "="),
        MISSING("missing", "+"),
        DIFFERS("differs", "~"),
        /** In no document, and the next reconcile stops it. */
        STOPS("will be stopped", "-"),
        /** In no document, and it stays. */
        EXTRA("extra", "*"),
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
        all.replaceAll((path, entry) -> entry.mark() == Mark.EXTRA ? stays(path, entry, plan) : entry);
        for (Action action : plan.actions()) {
            all.put(action.path(), new Entry(mark(action.type()), detail(action)));
            if (action.takesDown()) {
                goWith(action.path(), all);
            }
        }
        for (Conflict conflict : plan.conflicts()) {
            all.put(conflict.path(), new Entry(Mark.CONFLICT, conflict.reason()));
        }
        for (Obstacle obstacle : plan.obstacles()) {
            all.put(obstacle.path(), new Entry(Mark.UNKNOWN, obstacle.message()));
        }
        for (Deferred deferred : plan.observed().deferred()) {
            ObjectPath within = deferred.within();
            Mark mark = deferred.reason().equals(Deferred.OFFLINE) ? Mark.OFFLINE : Mark.UNKNOWN;
            List<String> detail = new ArrayList<>();
            if (mark == Mark.UNKNOWN) {
                detail.add(deferred.reason());
            }
            if (!deferred.lastSeen().isEmpty()) {
                detail.add("last seen " + deferred.lastSeen());
            }
            for (ObjectPath path : desired.objects().keySet()) {
                if (path.isInside(within)) {
                    all.put(path, new Entry(mark, ""));
                }
            }
            all.put(within, new Entry(mark, String.join(", ", detail)));
        }
        return new FleetStatus(all);
    }

    /** Whether everything that is desired is there as it shall be, and nothing is to go. */
    public boolean isInSync() {
        return objects.values().stream().allMatch(entry -> entry.mark() == Mark.IN_SYNC || entry.mark() == Mark.EXTRA);
    }

    private static Entry inSync(@Nullable Entry live) {
        return new Entry(Mark.IN_SYNC, live == null ? "" : live.detail());
    }

    private static Entry stays(ObjectPath path, Entry live, Plan plan) {
        SortedSet<String> left = plan.observed().leftovers().left().get(path);
        String why = "stays: " + (left == null ? "in no document" : "left of layout " + String.join(", ", left));
        return new Entry(Mark.EXTRA, live.detail().isEmpty() ? why : live.detail() + ", " + why);
    }

    /** What is inside something that is stopped, and comes back with nothing, has no action of its own. */
    private static void goWith(ObjectPath stopped, SortedMap<ObjectPath, Entry> all) {
        for (Map.Entry<ObjectPath, Entry> below : all.tailMap(stopped).entrySet()) {
            if (below.getKey().isInside(stopped)) {
                if (below.getValue().mark() == Mark.EXTRA) {
                    below.setValue(
                            new Entry(Mark.STOPS, "with " + stopped.kind().word() + " " + stopped.name()));
                }
            } else if (!below.getKey().equals(stopped)) {
                break;
            }
        }
    }

    /** Why, or where the fields differ: which. */
    private static String detail(Action action) {
        if (action.changes().isEmpty()) {
            return action.reason().equals(Mark.DIFFERS.word()) ? "" : action.reason();
        }
        String fields =
                action.changes().stream().limit(FIELDS).map(ValueText::of).collect(Collectors.joining(", "));
        int more = action.changes().size() - FIELDS;
        String all = more > 0 ? fields + ", and " + more + " more" : fields;
        return action.reason().equals(Mark.DIFFERS.word()) ? all : action.reason() + ": " + all;
    }

    private static Mark mark(ActionType type) {
        return switch (type) {
            case CREATE -> Mark.MISSING;
            case DELETE -> Mark.STOPS;
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
