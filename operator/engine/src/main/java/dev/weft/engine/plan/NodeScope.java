package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.LayoutPolicy;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectPath;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One node's objects on both sides, and whose they are.
 *
 * @param changing what is on its way up or down: what is inside it is not known, and may come or go by itself
 */
record NodeScope(
        SortedMap<ObjectPath, DesiredObject> wanted,
        SortedMap<ObjectPath, LiveObject> live,
        Owning owning,
        SortedSet<ObjectPath> changing) {

    static NodeScope of(
            SortedMap<ObjectPath, DesiredObject> wanted, SortedMap<ObjectPath, LiveObject> live, Owning owning) {
        TreeSet<ObjectPath> changing = new TreeSet<>();
        live.forEach((path, object) -> {
            if (object.status() == LiveObject.Status.CHANGING) {
                changing.add(path);
            }
        });
        return new NodeScope(wanted, live, owning, changing);
    }

    /**
     * Whose the objects of a node are.
     *
     * @param inventory empty where the master keeps none
     * @param documents those that say what runs on the node, as they are now, and the node's own
     * @param prune whether what is left of documents that are gone is stopped
     */
    record Owning(LayoutPolicy policy, Optional<Inventory> inventory, Set<String> documents, boolean prune) {}

    LayoutPolicy policy() {
        return owning.policy();
    }

    Optional<Inventory> inventory() {
        return owning.inventory();
    }

    /** What is on its way up or down and has the path inside, or is it. */
    Optional<ObjectPath> changingAround(ObjectPath path) {
        if (changing.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent() && !changing.contains(here.get())) {
            here = here.get().parent();
        }
        return here;
    }

    /** Whether we may stop it although no document names it. */
    boolean mayStop(ObjectPath path) {
        return isOurs(path) ? owning.prune() || isTakenOut(path) : policy() == LayoutPolicy.EXCLUSIVE;
    }

    /** Whether we put it there, and every document that named it is gone or speaks for this node no more. */
    boolean isLeft(ObjectPath path) {
        return isOurs(path) && !isTakenOut(path);
    }

    private boolean isOurs(ObjectPath path) {
        return inventory().filter(owned -> owned.owns(path)).isPresent();
    }

    /** Whether a document that named it is still there: it was taken out of that. */
    private boolean isTakenOut(ObjectPath path) {
        return inventory().stream()
                .flatMap(owned -> owned.entry(path).documents().stream())
                .anyMatch(owning.documents()::contains);
    }

    /** Something running inside {@code path} that is neither named nor ours: it would go down with it. */
    Optional<ObjectPath> bystander(ObjectPath path) {
        for (ObjectPath inside : live.tailMap(path).keySet()) {
            if (inside.isInside(path)) {
                if (!wanted.containsKey(inside) && !mayStop(inside)) {
                    return Optional.of(inside);
                }
            } else if (!inside.equals(path)) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Live sessions that end when {@code path} is stopped. */
    long sessions(ObjectPath path) {
        LiveObject self = live.get(path);
        long own = self == null ? 0 : self.sessions();
        long inside = 0;
        for (var entry : live.tailMap(path).entrySet()) {
            if (entry.getKey().isInside(path)) {
                inside += entry.getValue().sessions();
            } else if (!entry.getKey().equals(path)) {
                break;
            }
        }
        return Math.max(own, inside);
    }
}
