package dev.weft.engine.compare;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.FingerprintKey;
import dev.weft.engine.secret.SecretSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What applying one set of documents would do to a fabric that is exactly as another says: the earlier set is turned into a live
 * state of ours, and planned against as any other. Sessions, drift and nodes that are away are nowhere in it.
 *
 * @param plan from the earlier to the later
 * @param gone management realms and nodes whose documents the later set does not have; what is live of them stays
 * @param goneLayouts names of layouts that the later set does not have and that put something onto nodes which no other names: it stays
 */
public record Comparison(Plan plan, SortedSet<ObjectPath> gone, SortedSet<String> goneLayouts) {

    /** A node that gets its key from elsewhere is compared as if it had one. */
    private static final String ANY_KEY = "(given elsewhere)";

    /** References are compared by their names: nobody has the values here. */
    private static final SecretSource BY_NAME = ref -> Optional.of(ref.toString());

    /** What a run would put off because it is too much at once is a difference all the same. */
    private static final PlanOptions OPTIONS = PlanOptions.DEFAULT.withPruneCap(Integer.MAX_VALUE);

    /** Any key does where both sides are made here. */
    private static final FingerprintKey KEY =
            FingerprintKey.ofHex("0".repeat(64)).orElseThrow();

    public Comparison {
        gone = new TreeSet<>(gone);
        goneLayouts = new TreeSet<>(goneLayouts);
    }

    /** Compares. */
    public static Comparison between(Desired base, Desired head) {
        Plan plan = Planner.plan(withKeys(head), live(base, head), OPTIONS, BY_NAME);
        TreeSet<ObjectPath> gone = new TreeSet<>();
        for (DesiredObject object : base.objects().values()) {
            boolean document = object.kind() == ObjectKind.MANAGEMENT_REALM || object.kind() == ObjectKind.NODE;
            if (document && head.object(object.path()).isEmpty()) {
                gone.add(object.path());
            }
        }
        TreeSet<String> goneLayouts = new TreeSet<>();
        plan.observed().leftovers().left().values().forEach(goneLayouts::addAll);
        goneLayouts.removeAll(head.layouts().keySet());
        return new Comparison(plan, gone, goneLayouts);
    }

    /** Whether both want the same. */
    public boolean isEmpty() {
        return plan.isEmpty() && gone.isEmpty() && goneLayouts.isEmpty();
    }

    private static LiveState live(Desired base, Desired head) {
        SortedMap<String, LiveRealm> realms = new TreeMap<>();
        for (DesiredObject object : base.objects().values()) {
            if (object.kind() == ObjectKind.MANAGEMENT_REALM) {
                String name = object.path().mrealm();
                realms.put(
                        name,
                        new LiveRealm(
                                name, Optional.empty(), object.config(), Optional.empty(), nodes(base, head, name)));
            }
        }
        return new LiveState("documents", Set.of(Capability.values()), realms, Optional.of(KEY));
    }

    private static SortedMap<String, LiveNode> nodes(Desired base, Desired head, String mrealm) {
        SortedMap<String, LiveNode> nodes = new TreeMap<>();
        for (DesiredNode node : base.nodes().values()) {
            boolean keyIsNew = node.publicKey().isEmpty()
                    && head.node(node.key()).flatMap(DesiredNode::publicKey).isPresent();
            if (node.key().mrealm().equals(mrealm) && !keyIsNew && !node.retired()) {
                nodes.put(node.key().authid(), node(base, node));
            }
        }
        return nodes;
    }

    private static LiveNode node(Desired base, DesiredNode node) {
        ObjectPath path = node.key().path();
        SortedMap<ObjectPath, LiveObject> objects = new TreeMap<>();
        SortedMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        for (DesiredObject object : base.objects().tailMap(path).values()) {
            if (object.path().isInside(path)) {
                objects.put(object.path(), LiveObject.running(object.path(), object.config()));
                Map<String, String> references = new TreeMap<>();
                object.wanted()
                        .secrets()
                        .forEach((pointer, ref) -> references.put(pointer, KEY.fingerprint(ref.toString())));
                owned.put(object.path(), new Inventory.Entry(object.documents(), references));
            } else if (!object.path().equals(path)) {
                break;
            }
        }
        return new LiveNode(
                        node.key(),
                        Optional.empty(),
                        node.publicKey(),
                        Optional.empty(),
                        Completeness.COMPLETE,
                        objects,
                        Optional.of(new Inventory(owned)),
                        LiveNode.Version.UNKNOWN)
                .withCapabilities(Set.of(Capability.values()));
    }

    private static Desired withKeys(Desired desired) {
        SortedMap<NodeKey, DesiredNode> nodes = new TreeMap<>(desired.nodes());
        nodes.replaceAll((key, node) -> node.publicKey().isPresent() ? node : node.withPublicKey(ANY_KEY));
        return new Desired(desired.objects(), nodes, desired.layouts(), desired.gone(), desired.leaving());
    }
}
