package dev.weft.engine.rollout;

import dev.weft.engine.path.NodeKey;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A change of a layout that comes to its nodes in steps: who has it and who is to get it, as it was read.
 *
 * @param layout name of the layout
 * @param revision which state of the layout's document
 * @param members the nodes that it is about
 * @param origin where the layout is written
 */
public record RolloutPlan(String layout, String revision, RolloutPolicy policy, Members members, Origin origin) {

    /**
     * The nodes of a change. Those that it does not change are in none of the sets.
     *
     * @param toDo nodes that can get it now
     * @param last those of {@code toDo} that cannot get all of it: what is not ours is in the way. They come after the others
     * @param done nodes that have it: what is done to the others is live on them
     * @param away nodes whose state is not known, and nodes that are yet to be paired
     * @param unpaired how many of {@code away} are paired by the same plan
     */
    public record Members(
            SortedSet<NodeKey> toDo,
            SortedSet<NodeKey> last,
            SortedSet<NodeKey> done,
            SortedSet<NodeKey> away,
            int unpaired) {

        public Members {
            toDo = frozen(toDo);
            last = frozen(last);
            done = frozen(done);
            away = frozen(away);
        }

        private static SortedSet<NodeKey> frozen(SortedSet<NodeKey> nodes) {
            return Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
        }

        /** How many nodes the shares are shares of, nodes that are away left out. */
        public int total() {
            return toDo.size() + done.size() + unpaired;
        }
    }

    /** How many nodes have the change after each step that is left; empty when it has been everywhere. */
    public List<Integer> targets() {
        List<Integer> targets = new ArrayList<>();
        int reached = members.done().size();
        for (int step = 0; step <= policy.last(); step++) {
            int target = policy.target(step, members.total());
            if (target > reached) {
                targets.add(target);
                reached = target;
            }
        }
        return targets;
    }
}
