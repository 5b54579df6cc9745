package dev.weft.engine.plan;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What has to be done to make live what is desired: immutable, printable, storable.
 *
 * @param actions in an order that respects their dependencies; the executor may run independent ones at once
 * @param conflicts objects that are left alone because they are not ours
 * @param refusals guards that forbid the plan or a part of it
 * @param obstacles why nothing is done on a node, for nodes of which that is so
 * @param bookkeeping ownership records per node; empty for nodes whose master keeps none
 * @param observed what is not part of the hash
 * @param hash SHA-256 of the canonical form of actions, conflicts and obstacles, hexadecimal
 */
public record Plan(
        List<Action> actions,
        List<Conflict> conflicts,
        List<Refusal> refusals,
        List<Obstacle> obstacles,
        SortedMap<NodeKey, Bookkeeping> bookkeeping,
        Observed observed,
        String hash) {

    /** The version of the JSON form. */
    public static final int FORMAT = 1;

    public Plan {
        actions = List.copyOf(actions);
        conflicts = List.copyOf(conflicts);
        refusals = List.copyOf(refusals);
        obstacles = List.copyOf(obstacles);
        bookkeeping = Collections.unmodifiableSortedMap(new TreeMap<>(bookkeeping));
    }

    /** Whether live is already what is desired, as far as it could be read. */
    public boolean isEmpty() {
        return actions.isEmpty() && conflicts.isEmpty() && obstacles.isEmpty();
    }

    /** Whether an ownership record has to be stored, even when nothing has to be done. */
    public boolean isRecordDue() {
        return bookkeeping.values().stream().anyMatch(Bookkeeping::isClaimNeeded);
    }

    /** Whether a guard forbids all of it; then nothing is executed. */
    public boolean isRefused() {
        return refusals.stream().anyMatch(refusal -> refusal.scope() == Refusal.Scope.PLAN);
    }

    /**
     * The part of it that changes the master's database (realms, pairings): quick, and before everything on the nodes. What waits for
     * something else is left out, as is the deletion of what no document names while anything else has to be done.
     */
    public Plan inDatabase(Predicate<Action> which) {
        List<Action> part = new ArrayList<>();
        Set<ObjectPath> paths = new HashSet<>();
        TreeMap<NodeKey, Bookkeeping> books = new TreeMap<>();
        for (Action action : actions) {
            boolean belongs = !action.path().kind().isOnNode() && which.test(action);
            if (belongs && paths.containsAll(action.dependsOn())) {
                part.add(action);
                paths.add(action.path());
                action.path()
                        .node()
                        .filter(node -> action.type() == ActionType.REPLACE)
                        .ifPresent(node -> books.put(node, bookkeeping.get(node)));
            }
        }
        books.values().removeIf(Objects::isNull);
        books.replaceAll((node, book) -> book.claimedOnly());
        return new Plan(
                part,
                conflicts,
                refusals,
                List.of(),
                books,
                observed.atOnce(),
                PlanForm.hash(part, conflicts, List.of()));
    }

    public Optional<Action> action(ObjectPath path) {
        return actions.stream().filter(action -> action.path().equals(path)).findFirst();
    }

    /** The worst that any action does to clients. */
    public Disruption disruption() {
        return actions.stream().map(Action::disruption).reduce(Disruption.NONE, Disruption::worse);
    }

    /** The exit status of {@code --dry-run}: 0 nothing to do, 1 an obstacle, 2 changes, 5 a guard would refuse. */
    public int dryRunStatus() {
        if (!obstacles.isEmpty()) {
            return 1;
        }
        if (!refusals.isEmpty()) {
            return 5;
        }
        return isEmpty() ? 0 : 2;
    }
}
