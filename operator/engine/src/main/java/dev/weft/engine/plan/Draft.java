package dev.weft.engine.plan;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A plan while it is made: the inputs, and what the parts of the planner have put together so far. */
final class Draft {

    final Desired desired;
    final LiveState live;
    final PlanOptions options;
    final SecretSource secrets;
    /** What would be removed by {@code --prune}, or because a node is retired, and stays for now, with what is inside it. */
    final Set<ObjectPath> kept;

    final TreeMap<ObjectPath, Action> actions = new TreeMap<>();
    final List<Conflict> conflicts = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final TreeMap<NodeKey, Bookkeeping> bookkeeping = new TreeMap<>();
    final TreeMap<ObjectPath, Long> sessions = new TreeMap<>();
    final List<Deferred> deferred = new ArrayList<>();
    final TreeSet<ObjectPath> unmanaged = new TreeSet<>();
    /** What stays of what we put there for documents that are gone or speak no more for the node, and for which. */
    final TreeMap<ObjectPath, SortedSet<String>> left = new TreeMap<>();
    /** What {@code --prune} removes, and nodes that are retired. */
    final TreeSet<ObjectPath> removed = new TreeSet<>();
    /** What would be removed as well if nothing else on its node were in doubt. */
    final TreeSet<ObjectPath> doubted = new TreeSet<>();

    final List<Obstacle> obstacles = new ArrayList<>();
    int unchanged;

    Draft(Desired desired, LiveState live, PlanOptions options, SecretSource secrets, Set<ObjectPath> kept) {
        this.desired = desired;
        this.live = live;
        this.options = options;
        this.secrets = secrets;
        this.kept = Collections.unmodifiableSet(new TreeSet<>(kept));
    }

    /** An empty one for the same inputs, in which these stay too. */
    Draft keeping(Set<ObjectPath> more) {
        Set<ObjectPath> all = new TreeSet<>(kept);
        all.addAll(more);
        return new Draft(desired, live, options, secrets, all);
    }

    /** Takes over what another one came to. */
    void absorb(Draft other) {
        actions.putAll(other.actions);
        conflicts.addAll(other.conflicts);
        refusals.addAll(other.refusals);
        bookkeeping.putAll(other.bookkeeping);
        sessions.putAll(other.sessions);
        deferred.addAll(other.deferred);
        unmanaged.addAll(other.unmanaged);
        left.putAll(other.left);
        removed.addAll(other.removed);
        doubted.addAll(other.doubted);
        obstacles.addAll(other.obstacles);
        unchanged += other.unchanged;
    }

    /** What is left of it in the end. */
    Leftovers leftovers() {
        TreeSet<ObjectPath> unseen = new TreeSet<>(kept);
        if (options.only().isPresent()) {
            unseen.removeAll(options.removals().withheld());
        } else {
            unseen.clear();
        }
        return new Leftovers(left, removed, new TreeSet<>(kept), unseen, doubted, options.pruneCap());
    }

    void add(Action action) {
        actions.put(action.path(), action);
    }

    /** The action on the nearest thing that the path lies in: it must be done first. */
    TreeSet<ObjectPath> parents(ObjectPath path) {
        TreeSet<ObjectPath> found = new TreeSet<>();
        Optional<ObjectPath> here = path.parent();
        while (here.isPresent() && found.isEmpty()) {
            here.filter(actions::containsKey).ifPresent(found::add);
            here = here.get().parent();
        }
        return found;
    }
}
