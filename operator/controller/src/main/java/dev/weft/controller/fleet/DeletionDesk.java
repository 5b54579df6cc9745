package dev.weft.controller.fleet;

import dev.weft.controller.deletion.DeletionRules;
import dev.weft.controller.deletion.DeletionRules.Case;
import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Looks after the resources that are being deleted: which may go, which are held, which are done. Only on the fleets' thread. */
final class DeletionDesk {

    private final DeletionRules rules;
    private final Cluster cluster;
    private final Map<ResourceRef, Instant> seen = new HashMap<>();
    private final Set<ResourceRef> started = new HashSet<>();
    private final TreeMap<ResourceRef, DeletionStage> stages = new TreeMap<>();
    /** Those that went within the window, for the count. */
    private final Map<ResourceRef, Instant> went = new HashMap<>();

    DeletionDesk(DeletionRules rules, Cluster cluster) {
        this.rules = rules;
        this.cluster = cluster;
    }

    /**
     * How far a resource is; asked each time something changed.
     *
     * @param remaining what is left of it, asked only once its removal has begun
     */
    DeletionStage look(Entry entry, Function<Entry, Optional<String>> remaining, Instant now) {
        WeftResource resource = entry.resource();
        ResourceRef ref = entry.ref();
        boolean concerns =
                Lifecycle.isLeaving(resource) && Lifecycle.isKept(resource) && Lifecycle.removes(ref.kind(), resource);
        if (!concerns) {
            forget(ref);
            return DeletionStage.NONE;
        }
        DeletionStage before = stages.getOrDefault(ref, DeletionStage.NONE);
        if (before.step() == Step.DONE) {
            return before;
        }
        boolean confirmed = Annotations.isTrue(resource, Annotations.CONFIRM_DELETION);
        boolean begun = started.contains(ref);
        Case of = new Case(
                seen.computeIfAbsent(ref, each -> now),
                confirmed,
                Annotations.isTrue(resource, Annotations.ABANDON),
                isHeld(resource),
                begun,
                begun || confirmed ? Optional.empty() : many(ref, now),
                // Until what is in force is without it, everything of it remains.
                begun ? remaining.apply(entry) : Optional.of("its removal begins"));
        DeletionStage stage = rules.stage(of, now);
        if (stage.isUnderWay()) {
            started.add(ref);
        }
        if (stage.step() == Step.DONE) {
            went.put(ref, now);
        }
        stages.put(ref, stage);
        return stage;
    }

    /** A resource is not there any more. */
    void forget(ResourceRef ref) {
        seen.remove(ref);
        started.remove(ref);
        stages.remove(ref);
    }

    DeletionStage stage(ResourceRef ref) {
        return stages.getOrDefault(ref, DeletionStage.NONE);
    }

    /** When a stage may change by itself, the next time. */
    Optional<Instant> wakeAt() {
        return stages.entrySet().stream()
                .flatMap(each -> next(each.getKey(), each.getValue()).stream())
                .min(Instant::compareTo);
    }

    private Optional<Instant> next(ResourceRef ref, DeletionStage stage) {
        Instant since = seen.getOrDefault(ref, Instant.EPOCH);
        return switch (stage.step()) {
            case SETTLING -> Optional.of(since.plus(rules.limits().settle()));
            case WORKING -> Optional.of(since.plus(rules.limits().deadline()));
            case NONE, HELD, BLOCKED, DONE -> Optional.empty();
        };
    }

    private static boolean isHeld(WeftResource resource) {
        return resource.getStatus() != null
                && resource.getStatus()
                        .condition(Condition.DELETION_HELD)
                        .filter(Condition::isTrue)
                        .isPresent();
    }

    private Optional<String> many(ResourceRef ref, Instant now) {
        went.values().removeIf(at -> at.plus(rules.limits().window()).isBefore(now));
        Collection<WeftResource> there = cluster.resources(ref.kind(), ref.namespace());
        Set<String> goneNames = new HashSet<>();
        went.keySet().stream()
                .filter(each ->
                        each.kind().equals(ref.kind()) && each.namespace().equals(ref.namespace()))
                .forEach(each -> goneNames.add(each.name()));
        there.forEach(each -> goneNames.remove(each.getMetadata().getName()));
        long leaving = there.stream()
                .filter(each -> Lifecycle.isLeaving(each) && Lifecycle.removes(ref.kind(), each))
                .count();
        return cluster.endOfMany(ref.kind(), ref.namespace())
                .or(() -> rules.many(
                        ref.kind().name(), (int) leaving + goneNames.size(), there.size() + goneNames.size()));
    }
}
