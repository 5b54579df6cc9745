package dev.weft.engine.rollout;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.Round.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says which nodes may be touched now, so that a change of a layout comes to its nodes in steps. Told what was seen of nodes and what
 * became of them; {@link #settle} after that, and at {@link #wakeAt}. Times are milliseconds of the caller's clock. Not thread-safe.
 */
public final class Rollouts {

    private static final Comparator<Candidate> ORDER =
            Comparator.comparing(Candidate::last).thenComparing(Candidate::node);

    private final TreeMap<String, Round> rounds = new TreeMap<>();
    private final Map<NodeKey, List<Round>> byNode = new HashMap<>();
    private final Set<NodeKey> admitted = new TreeSet<>();
    private boolean stale;
    private boolean pending;

    /** What a layout's document says now, as a digest, and the nodes that it selects. */
    public record Selected(String revision, Set<NodeKey> nodes) {

        static final Selected NOTHING = new Selected("", Set.of());

        public Selected {
            nodes = Set.copyOf(nodes);
        }
    }

    /** A node that waits; {@code last} where it comes after the others. */
    private record Candidate(boolean last, NodeKey node) {}

    /**
     * The documents were read anew: nobody is admitted until {@link #begin}, and what was about another revision is forgotten.
     *
     * @param layouts all of them, by name
     */
    public void expect(Map<String, Selected> layouts) {
        pending = true;
        rounds.values().removeIf(round -> {
            Selected now = layouts.get(round.plan().layout());
            return now == null || !now.revision().equals(round.plan().revision());
        });
        rounds.forEach((name, round) ->
                round.retain(layouts.getOrDefault(name, Selected.NOTHING).nodes()));
        index();
    }

    /** Whether the documents were read anew and the fleet was not yet. */
    public boolean isPending() {
        return pending;
    }

    /** The whole fleet was read: this is what changes in steps. */
    public void begin(Collection<RolloutPlan> plans) {
        pending = false;
        rounds.values().removeIf(Round::isOver);
        for (RolloutPlan plan : plans) {
            Round known = rounds.get(plan.layout());
            if (known == null) {
                rounds.put(plan.layout(), new Round(plan));
            } else {
                known.merge(plan);
            }
        }
        index();
    }

    private void index() {
        stale = true;
        byNode.clear();
        for (Round round : rounds.values()) {
            round.nodes()
                    .forEach(node -> byNode.computeIfAbsent(node, key -> new ArrayList<>())
                            .add(round));
        }
    }

    /** Nodes that take part in a rollout that is under way. */
    public SortedSet<NodeKey> members() {
        SortedSet<NodeKey> members = new TreeSet<>();
        rounds.values().stream().filter(round -> !round.isOver()).forEach(round -> members.addAll(round.nodes()));
        return Collections.unmodifiableSortedSet(members);
    }

    /** Whether something may be done on the node now. */
    public boolean admits(NodeKey node) {
        if (pending) {
            return false;
        }
        boolean waits = false;
        for (Round round : of(node)) {
            Place place = round.place(node);
            if (place == Place.AWAY) {
                return false;
            }
            waits |= place == Place.WAITING;
        }
        return !waits || admitted().contains(node);
    }

    /** Whether it is known to be there; a node that takes part in nothing is. */
    public boolean isAway(NodeKey node) {
        return of(node).stream().anyMatch(round -> round.place(node) == Place.AWAY);
    }

    /** Something is done on the node from now on. */
    public void onStarted(NodeKey node) {
        of(node).forEach(round -> round.started(node));
        stale = true;
    }

    /** The node was read. */
    public void onSeen(NodeKey node, Sight sight) {
        of(node).forEach(round -> round.seen(node, sight));
        stale = true;
    }

    /** What was done on the node did not work, or the node did not stay as it was left. */
    public void onFailed(Failure failure) {
        of(failure.node()).forEach(round -> round.failed(failure));
        stale = true;
    }

    /** Nothing is done on the node after all, and nothing was. */
    public void onLeft(NodeKey node) {
        of(node).forEach(round -> round.left(node));
        stale = true;
    }

    /** Somebody confirms that a rollout that is held may go on: what failed is tried again. */
    public void retry(String layout) {
        Optional.ofNullable(rounds.get(layout)).filter(Round::isHeld).ifPresent(Round::retry);
        stale = true;
    }

    /** Goes on as far as that is possible now; whether that was anywhere. */
    public boolean settle(long now) {
        boolean moved = false;
        for (Round round : rounds.values()) {
            moved |= round.settle(now);
        }
        stale |= moved;
        return moved;
    }

    /** When {@link #settle} has something new by itself; {@link Long#MAX_VALUE} for never. */
    public long wakeAt() {
        return rounds.values().stream().mapToLong(Round::wakeAt).min().orElse(Long.MAX_VALUE);
    }

    /** Nodes that have soaked and must be looked at once more: {@link #onSeen} or {@link #onFailed}. */
    public SortedSet<NodeKey> unproven() {
        SortedSet<NodeKey> unproven = new TreeSet<>();
        rounds.values().forEach(round -> unproven.addAll(round.unproven()));
        return unproven;
    }

    /** What holds the node up for good; empty while its turn may come. */
    public Optional<RolloutStatus> holder(NodeKey node, long now) {
        return of(node).stream()
                .filter(round -> round.isHeld() && round.place(node) == Place.WAITING)
                .findFirst()
                .map(round -> round.status(now));
    }

    /** How the rollouts stand, by layout: those under way, and those that ended since the documents were last read. */
    public List<RolloutStatus> statuses(long now) {
        return rounds.values().stream().map(round -> round.status(now)).toList();
    }

    private List<Round> of(NodeKey node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** Those that may begin: in one order for all layouts, so that two of them never wait for each other. */
    private Set<NodeKey> admitted() {
        if (!stale) {
            return admitted;
        }
        stale = false;
        admitted.clear();
        Map<Round, Integer> room = new HashMap<>();
        TreeSet<Candidate> waiting = new TreeSet<>(ORDER);
        for (Round round : rounds.values()) {
            room.put(round, round.isOver() ? Integer.MAX_VALUE : round.room());
            for (NodeKey node : round.nodes()) {
                if (round.place(node) == Place.WAITING) {
                    waiting.add(new Candidate(of(node).stream().anyMatch(each -> each.isLast(node)), node));
                }
            }
        }
        for (Candidate candidate : waiting) {
            List<Round> asked = of(candidate.node()).stream()
                    .filter(round -> round.place(candidate.node()) == Place.WAITING)
                    .toList();
            if (asked.stream().allMatch(round -> room.getOrDefault(round, 0) > 0)) {
                admitted.add(candidate.node());
                asked.forEach(round -> room.merge(round, -1, Integer::sum));
            }
        }
        return admitted;
    }
}
