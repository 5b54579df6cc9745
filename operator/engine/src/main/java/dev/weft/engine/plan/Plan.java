package dev.weft.engine.plan;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What has to be done to make live what is desired: immutable, printable, storable.
 *
 * @param actions in an order that respects their dependencies; the executor may run independent ones at once
 * @param conflicts objects that are left alone because they are not ours
 * @param refusals guards that forbid the plan; while there is one, nothing is executed
 * @param bookkeeping ownership records per node; empty for nodes whose master keeps none
 * @param observed what is not part of the hash
 * @param hash SHA-256 of the canonical form of actions and conflicts, hexadecimal
 */
public record Plan(
        List<Action> actions,
        List<Conflict> conflicts,
        List<Refusal> refusals,
        SortedMap<NodeKey, Bookkeeping> bookkeeping,
        Observed observed,
        String hash) {

    /** The version of the JSON form. */
    public static final int FORMAT = 1;

    public Plan {
        actions = List.copyOf(actions);
        conflicts = List.copyOf(conflicts);
        refusals = List.copyOf(refusals);
        bookkeeping = Collections.unmodifiableSortedMap(new TreeMap<>(bookkeeping));
    }

    /** Whether live is already what is desired, as far as it could be read. */
    public boolean isEmpty() {
        return actions.isEmpty() && conflicts.isEmpty();
    }

    /** The part of it that changes the master's database (realms, pairings): quick, and before everything on the nodes. */
    public Plan inDatabase(Predicate<Action> which) {
        List<Action> part = actions.stream()
                .filter(action -> !action.path().kind().isOnNode())
                .filter(which)
                .toList();
        return new Plan(part, conflicts, refusals, new TreeMap<>(), observed, PlanForm.hash(part, conflicts));
    }

    public Optional<Action> action(ObjectPath path) {
        return actions.stream().filter(action -> action.path().equals(path)).findFirst();
    }

    /** The worst that any action does to clients. */
    public Disruption disruption() {
        return actions.stream().map(Action::disruption).reduce(Disruption.NONE, Disruption::worse);
    }

    /** The exit status of {@code --dry-run}: 0 nothing to do, 2 changes, 5 a guard would refuse. */
    public int dryRunStatus() {
        if (!refusals.isEmpty()) {
            return 5;
        }
        return isEmpty() ? 0 : 2;
    }
}
