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
     * @param ends what becomes of what is left of documents that are gone
     * @param kept what of it stays for now, with what is inside it, although it would be pruned
     */
    record Owning(
            LayoutPolicy policy,
            Optional<Inventory> inventory,
            Set<String> documents,
            Ends ends,
            Set<ObjectPath> kept) {}

    /** What becomes of objects whose documents are gone, or speak no more for the node. */
    enum Ends {
        /** They stay. */
        KEEP,
        /** They are pruned. */
        STOP,
        /** They are as everything else that no document names: the node's document says that nothing else is to be there. */
        STRICT
    }

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
        if (owning.ends() == Ends.STRICT || !isOurs(path)) {
            return policy() == LayoutPolicy.EXCLUSIVE;
        }
        return isTakenOut(path) || owning.ends() == Ends.STOP && !isKept(path);
    }

    /** Whether we put it there, and every document that named it is gone or speaks for this node no more. */
    boolean isLeft(ObjectPath path) {
        return owning.ends() != Ends.STRICT && isOurs(path) && !isTakenOut(path);
    }

    /** Whether it is left, and would be pruned but for what else there is to prune or to do. */
    boolean isKept(ObjectPath path) {
        if (owning.kept().isEmpty() || !isLeft(path)) {
            return false;
        }
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent() && !owning.kept().contains(here.get())) {
            here = here.get().parent();
        }
        return here.isPresent();
    }

    /** The documents that it is of. */
    SortedSet<String> leftBy(ObjectPath path) {
        return inventory().map(owned -> owned.entry(path).documents()).orElse(new TreeSet<>());
    }

    private boolean isOurs(ObjectPath path) {
        return inventory().filter(owned -> owned.owns(path)).isPresent();
    }

    /** Whether a document that named it still speaks for the node: it was taken out of that. So is what an older record says nothing of. */
    private boolean isTakenOut(ObjectPath path) {
        SortedSet<String> of = leftBy(path);
        return of.isEmpty() || of.stream().anyMatch(owning.documents()::contains);
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
