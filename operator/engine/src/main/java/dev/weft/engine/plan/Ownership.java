package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.LayoutPolicy;
import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.FingerprintKey;
import dev.weft.engine.secret.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whose an object is, and what we write down about it. */
final class Ownership {

    private Ownership() {}

    /** What we leave on objects of the master's database. */
    static OwnerTag mark(Draft draft, String kind, ObjectPath path) {
        PlanOptions.Ownership own = draft.options.ownership();
        boolean created =
                path.node().filter(draft.options.createdNodes()::contains).isPresent();
        return new OwnerTag(own.installation(), own.set(), kind, path.name(), created);
    }

    /** Why an object of a wanted name is left alone, if it is. */
    static Optional<Conflict> adoption(Draft draft, NodeScope scope, DesiredObject wanted, boolean differs) {
        boolean ours = scope.policy() == LayoutPolicy.EXCLUSIVE
                || scope.inventory().map(owned -> owned.owns(wanted.path())).orElse(true);
        PlanOptions.Adopt adopt = draft.options.adopt();
        if (ours || adopt == PlanOptions.Adopt.ALWAYS || adopt == PlanOptions.Adopt.IF_MATCHES && !differs) {
            return Optional.empty();
        }
        String reason = differs
                ? "is there already with another configuration, and Weft did not put it there"
                : "is there already, and Weft did not put it there";
        return Optional.of(new Conflict(
                wanted.path(),
                reason,
                Remedy.of("give yours another id").orOnCommandLine("take it over with --adopt=always"),
                wanted.origin()));
    }

    /** Secrets whose fingerprint is not the one that was recorded when they were last sent. */
    static List<FieldChange> secretChanges(Draft draft, NodeScope scope, DesiredObject wanted) {
        if (wanted.wanted().secrets().isEmpty()) {
            return List.of();
        }
        Map<String, String> recorded = scope.inventory()
                .map(owned -> owned.entry(wanted.path()).fingerprints())
                .orElse(Map.of());
        List<FieldChange> changes = new ArrayList<>();
        prints(draft, wanted, recorded).forEach((pointer, print) -> {
            String before = recorded.get(pointer);
            if (before != null && !before.equals(print)) {
                String field = pointer.substring(1).replace('/', '.');
                changes.add(new FieldChange(
                        field, null, null, true, wanted.origins().at(pointer)));
            }
        });
        return changes;
    }

    /**
     * The record before and after the changes of this plan.
     *
     * @param putOff what is wanted and not looked after by this plan
     */
    static Bookkeeping bookkeeping(Draft draft, NodeScope scope, Inventory before, Set<ObjectPath> putOff) {
        Set<ObjectPath> foreign = draft.conflicts.stream().map(Conflict::path).collect(Collectors.toSet());
        TreeMap<ObjectPath, Inventory.Entry> claimed = new TreeMap<>();
        TreeMap<ObjectPath, Inventory.Entry> settled = new TreeMap<>();
        before.owned().forEach((path, entry) -> {
            // Inside what is on its way up nothing is seen: what we started there comes back with it, and stays ours.
            if (scope.live().containsKey(path) || scope.changingAround(path).isPresent()) {
                claimed.put(path, entry);
                if (!goesDown(draft, path)) {
                    settled.put(path, entry);
                }
            }
        });
        for (DesiredObject wanted : scope.wanted().values()) {
            ObjectPath path = wanted.path();
            boolean waits = scope.changingAround(path).isPresent() && !draft.actions.containsKey(path);
            boolean left = waits || putOff.contains(path) || isForeign(path, foreign);
            Inventory.Entry recorded = before.entry(path);
            if (left) {
                if (before.owns(path)) {
                    claimed.put(path, recorded);
                    settled.put(path, recorded);
                }
                continue;
            }
            Inventory.Entry made =
                    new Inventory.Entry(wanted.documents(), prints(draft, wanted, recorded.fingerprints()));
            // What is not there yet can only be made with these secrets. What is there may still have the ones of
            // before.
            boolean there = scope.live().containsKey(path);
            claimed.put(path, there ? new Inventory.Entry(wanted.documents(), recorded.fingerprints()) : made);
            settled.put(path, made);
        }
        return new Bookkeeping(before, before.with(claimed), before.with(settled));
    }

    /** Whether something around it is stopped and started: what nobody wants does not come back. */
    private static boolean goesDown(Draft draft, ObjectPath path) {
        Optional<ObjectPath> here = path.parent();
        while (here.isPresent() && here.get().kind().isOnNode()) {
            Action action = draft.actions.get(here.get());
            if (action != null && action.type().stopsFirst()) {
                return true;
            }
            here = here.get().parent();
        }
        return false;
    }

    private static boolean isForeign(ObjectPath path, Set<ObjectPath> foreign) {
        return !foreign.isEmpty() && foreign.stream().anyMatch(each -> each.equals(path) || path.isInside(each));
    }

    /** The fingerprints as they are now; of a secret that is missing for the moment, the one that was recorded. */
    private static Map<String, String> prints(Draft draft, DesiredObject wanted, Map<String, String> recorded) {
        Map<String, SecretRef> references = wanted.wanted().secrets();
        Optional<FingerprintKey> key = draft.live.fingerprintKey();
        if (references.isEmpty() || key.isEmpty()) {
            return Map.of();
        }
        Map<String, String> prints = new TreeMap<>();
        references.forEach((pointer, ref) -> draft.secrets
                .fingerprint(ref, key.get())
                .or(() -> Optional.ofNullable(recorded.get(pointer)))
                .ifPresent(print -> prints.put(pointer, print)));
        return prints;
    }
}
