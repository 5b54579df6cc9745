package dev.weft.engine.plan;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Desired and live in, plan out: a pure function. */
public final class Planner {

    /** Of what carries the mark of another installation. */
    static final Remedy ONE_OWNER = Remedy.of("let one installation manage it");

    private Planner() {}

    /**
     * Plans.
     *
     * @param secrets asked for fingerprints, and whether what is needed is there
     */
    public static Plan plan(Desired desired, LiveState live, PlanOptions options, SecretSource secrets) {
        Draft draft = new Draft(desired, live, options, secrets, Set.of());
        draw(draft);
        Budget budget = Budget.of(draft);
        if (!budget.excess().isEmpty()) {
            // Planned anew instead of mended: what was to go is then live and stays, with all that follows for what is
            // around it.
            draft = draft.keeping(budget.excess());
            draw(draft);
            budget.refusal().ifPresent(draft.refusals::add);
        }
        Guards.check(draft);
        List<Action> ordered = ActionOrder.of(draft.actions);
        Observed observed = new Observed(
                draft.sessions,
                draft.deferred,
                draft.unmanaged,
                draft.leftovers(),
                draft.unchanged,
                RolloutPlanner.plan(draft));
        return new Plan(
                ordered,
                draft.conflicts,
                draft.refusals,
                draft.obstacles,
                draft.bookkeeping,
                observed,
                PlanForm.hash(ordered, draft.conflicts, draft.obstacles));
    }

    private static void draw(Draft draft) {
        Desired desired = draft.desired;
        PlanOptions options = draft.options;
        if (options.only().isEmpty()) {
            desired.objects().values().stream()
                    .filter(object -> object.kind() == ObjectKind.MANAGEMENT_REALM)
                    .forEach(object -> planRealm(draft, object));
        }
        for (DesiredNode node : desired.nodes().values()) {
            if (options.only().isEmpty() || options.only().get().equals(node.key())) {
                planNode(draft, node);
            }
        }
        if (options.only().isEmpty()) {
            Removal.plan(draft);
            Pruning.plan(draft);
        }
    }

    /** Plans one node apart from the others, so that a failure is an obstacle of that node and of nobody else. */
    private static void planNode(Draft draft, DesiredNode node) {
        Optional<String> foreign =
                draft.live.realm(node.key().mrealm()).flatMap(realm -> foreignOwner(draft, realm.owner()));
        if (foreign.isPresent()) {
            holdBelow(draft, node, foreign.get());
            return;
        }
        Draft own = draft.keeping(Set.of());
        TreeSet<ObjectPath> around = draft.parents(node.key().path());
        try {
            new NodePlanner(own, around).plan(node);
            Optional<Refusal> refused = Pruning.refused(own);
            if (refused.isPresent()) {
                SortedSet<ObjectPath> doubted = Pruning.pruned(own);
                own = draft.keeping(doubted);
                new NodePlanner(own, around).plan(node);
                own.refusals.add(refused.get());
                own.doubted.addAll(doubted);
            }
            Pruning.last(own);
            MissingSecrets.find(own);
            // Actions that wait for each other are found here, where they are still those of one node.
            ActionOrder.of(own.actions);
        } catch (RuntimeException failure) {
            draft.obstacles.add(Obstacle.of(node, failure));
            return;
        }
        if (own.obstacles.isEmpty()) {
            draft.absorb(own);
        } else {
            draft.obstacles.addAll(own.obstacles);
            draft.conflicts.addAll(own.conflicts);
        }
    }

    private static void planRealm(Draft draft, DesiredObject wanted) {
        Optional<LiveRealm> live = draft.live.realm(wanted.path().mrealm());
        if (live.isEmpty()) {
            OwnerTag mark = Ownership.mark(draft, "ManagementRealm", wanted.path());
            draft.add(Action.create(wanted, "does not exist", new TreeSet<>()).marked(mark));
        } else {
            Optional<String> foreign = foreignOwner(draft, live.get().owner());
            if (foreign.isPresent()) {
                draft.conflicts.add(new Conflict(wanted.path(), foreign.get(), ONE_OWNER, wanted.origin()));
            } else {
                draft.unchanged++;
            }
        }
    }

    /** Whoever has the management realm has its nodes. In a plan of everything, the realm says it for all of them. */
    private static void holdBelow(Draft draft, DesiredNode node, String why) {
        if (draft.options.only().isPresent()) {
            draft.conflicts.add(
                    new Conflict(node.key().path(), "its management realm " + why, ONE_OWNER, node.origin()));
        }
    }

    /** In words, whose it is, when it is somebody else's. */
    static Optional<String> foreignOwner(Draft draft, Optional<OwnerTag> owner) {
        PlanOptions.Ownership own = draft.options.ownership();
        return owner.filter(tag -> !tag.installation().equals(own.installation())
                        || !tag.set().equals(own.set()))
                .map(tag -> "belongs to installation '" + tag.installation() + "', set '" + tag.set() + "'");
    }

    /** How many objects the documents want on a node. */
    static int wanted(Desired desired, NodeKey node) {
        ObjectPath path = node.path();
        int count = 0;
        for (Map.Entry<ObjectPath, DesiredObject> entry :
                desired.objects().tailMap(path).entrySet()) {
            if (entry.getKey().isInside(path)) {
                count++;
            } else if (!entry.getKey().equals(path)) {
                break;
            }
        }
        return count;
    }
}
