package dev.weft.engine.rollout;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.model.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One revision of one layout on its way to its nodes. */
final class Round {

    /** Where a node stands. */
    enum Place {
        /** For its turn. */
        WAITING,
        /** Takes no part until it is there. */
        AWAY,
        STARTED,
        DONE,
        FAILED;

        /** Whether it may be worked on whenever that is needed. */
        boolean isIn() {
            return this == STARTED || this == DONE || this == FAILED;
        }
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final TreeMap<NodeKey, Place> places = new TreeMap<>();
    private final Set<NodeKey> last = new TreeSet<>();
    private final Map<NodeKey, Failure> failures = new LinkedHashMap<>();
    /** Nodes of the step that are to be looked at once more before the next step. */
    private final TreeSet<NodeKey> unproven = new TreeSet<>();

    private RolloutPlan plan;
    private int step;
    private long soakUntil = NEVER;
    private boolean proving;
    private boolean held;
    private boolean over;

    Round(RolloutPlan plan) {
        this.plan = plan;
        plan.members().done().forEach(node -> places.put(node, Place.DONE));
        merge(plan);
        // More nodes have it than an earlier step lets through: that step was taken already.
        while (step < plan.policy().last() && target() < count(Place.DONE)) {
            step++;
        }
    }

    /** The same revision, read again after other documents changed. */
    void merge(RolloutPlan now) {
        plan = now;
        now.members().toDo().forEach(node -> places.putIfAbsent(node, Place.WAITING));
        now.members().away().forEach(node -> places.putIfAbsent(node, Place.AWAY));
        last.addAll(now.members().last());
    }

    /** These are the nodes that the layout still selects. */
    void retain(Set<NodeKey> selected) {
        places.keySet().retainAll(selected);
        failures.keySet().retainAll(selected);
        unproven.retainAll(selected);
    }

    RolloutPlan plan() {
        return plan;
    }

    Set<NodeKey> nodes() {
        return places.keySet();
    }

    @Nullable
    Place place(NodeKey node) {
        return places.get(node);
    }

    boolean isLast(NodeKey node) {
        return last.contains(node);
    }

    boolean isOver() {
        return over;
    }

    boolean isHeld() {
        return held;
    }

    /** How many more nodes may be started now. */
    int room() {
        if (held || soakUntil != NEVER) {
            return 0;
        }
        return Math.max(0, target() - count(Place.STARTED) - count(Place.DONE));
    }

    Set<NodeKey> unproven() {
        return unproven;
    }

    void started(NodeKey node) {
        if (places.get(node) == Place.WAITING) {
            places.put(node, Place.STARTED);
        }
    }

    void seen(NodeKey node, Sight sight) {
        Place place = places.get(node);
        if (place == null) {
            return;
        }
        switch (sight) {
            case GOAL, APART -> atGoal(node, place, sight);
            case TO_DO -> {
                if (place == Place.AWAY) {
                    places.put(node, Place.WAITING);
                } else if (place == Place.DONE && isWatching()) {
                    failed(new Failure(node, "did not stay as the layout says", Origin.NONE));
                }
            }
            case AWAY -> {
                boolean touched = place == Place.STARTED || place == Place.DONE;
                if (touched && isWatching()) {
                    failed(new Failure(node, "went offline with the change", Origin.NONE));
                } else if (place != Place.FAILED) {
                    places.put(node, Place.AWAY);
                }
            }
            case UNKNOWN -> {
                if (place == Place.WAITING) {
                    places.put(node, Place.AWAY);
                }
            }
        }
    }

    private void atGoal(NodeKey node, Place place, Sight sight) {
        unproven.remove(node);
        if (sight == Sight.APART && !place.isIn()) {
            places.put(node, Place.AWAY);
        } else if (place != Place.FAILED) {
            places.put(node, Place.DONE);
        } else if (!held) {
            failures.remove(node);
            places.put(node, Place.DONE);
        }
    }

    void failed(Failure failure) {
        Place place = places.get(failure.node());
        if (place != null && place.isIn()) {
            places.put(failure.node(), Place.FAILED);
            failures.putIfAbsent(failure.node(), failure);
            unproven.remove(failure.node());
        }
    }

    /** The node takes no part any more, and was not touched. Where it is held it stays among those that wait. */
    void left(NodeKey node) {
        if (held) {
            return;
        }
        if (places.get(node) == Place.WAITING || places.get(node) == Place.STARTED) {
            places.put(node, Place.AWAY);
        }
    }

    /** Somebody says that it may go on: what failed is tried again. */
    void retry() {
        held = false;
        failures.clear();
        places.replaceAll((node, place) -> place == Place.FAILED ? Place.WAITING : place);
    }

    /** Goes on as far as it can; whether that was anywhere. */
    boolean settle(long now) {
        List<Object> before = List.of(step, held, over, soakUntil, proving);
        advance(now);
        return !before.equals(List.of(step, held, over, soakUntil, proving));
    }

    private void advance(long now) {
        int tolerated = plan.policy().maxFailed().roundedDown(total());
        if (failures.size() > tolerated) {
            held = true;
        }
        while (!held && !over && count(Place.STARTED) == 0) {
            boolean nobodyWaits = count(Place.WAITING) == 0;
            if (nobodyWaits && (isLastStep() || count(Place.AWAY) == 0)) {
                over = true;
                return;
            }
            int done = count(Place.DONE);
            if (isLastStep() || done == 0 || done < target() && !nobodyWaits) {
                endSoak();
                return;
            }
            if (!hasSoaked(now)) {
                return;
            }
            endSoak();
            do {
                step++;
            } while (!isLastStep() && target() <= done);
        }
    }

    /** Whether the nodes that have it kept working long enough, and were seen to. */
    private boolean hasSoaked(long now) {
        if (soakUntil == NEVER) {
            soakUntil = now + plan.policy().soak();
        }
        if (now >= soakUntil && !proving) {
            proving = true;
            places.forEach((node, place) -> {
                if (place == Place.DONE) {
                    unproven.add(node);
                }
            });
        }
        return proving && unproven.isEmpty();
    }

    private void endSoak() {
        soakUntil = NEVER;
        proving = false;
        unproven.clear();
    }

    /** When {@link #settle} has something new by itself. */
    long wakeAt() {
        return held || over || proving ? NEVER : soakUntil;
    }

    RolloutStatus status(long now) {
        Phase phase = Phase.ROLLING;
        if (over) {
            phase = Phase.DONE;
        } else if (held) {
            phase = Phase.HELD;
        } else if (soakUntil != NEVER) {
            phase = Phase.SOAKING;
        }
        long left = phase == Phase.SOAKING ? Math.max(0, soakUntil - now) : 0;
        return new RolloutStatus(
                plan.layout(),
                plan.revision(),
                phase,
                step + 1,
                plan.policy().steps().size(),
                count(Place.DONE),
                total(),
                left,
                List.copyOf(failures.values()));
    }

    /** Until the last step begins, whoever has the change is watched. */
    private boolean isWatching() {
        return !isLastStep() && !over;
    }

    private boolean isLastStep() {
        return step >= plan.policy().last();
    }

    private int target() {
        return plan.policy().target(step, total());
    }

    private int total() {
        return places.size() - count(Place.AWAY);
    }

    private int count(Place place) {
        int count = 0;
        for (Place each : places.values()) {
            count += each == place ? 1 : 0;
        }
        return count;
    }
}
