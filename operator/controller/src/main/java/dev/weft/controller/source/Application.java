package dev.weft.controller.source;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ResourceApplier.Effect;
import dev.weft.controller.source.ResourceApplier.Others;
import dev.weft.controller.source.ResourceApplier.Refused;
import dev.weft.controller.source.ResourceApplier.Way;
import dev.weft.controller.source.WantedResources.Wanted;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings resources to the API server: first all are tried, so that what is refused is known before anything changes; then all are
 * applied; what has no document any more goes last.
 */
final class Application {

    private final ResourceApplier applier;
    private final Cluster cluster;
    private final ResourceRef source;
    private final Others others;

    Application(ResourceApplier applier, Cluster cluster, ResourceRef source, Others others) {
        this.applier = applier;
        this.cluster = cluster;
        this.source = source;
        this.others = others;
    }

    /**
     * How far it came.
     *
     * @param resources those that were applied, as they are then
     * @param changed how many of them were not so before
     * @param stopped why it did not go on, and what is not as it should be; empty when all were applied
     */
    record Done(Map<ResourceRef, AsApplied> resources, int changed, Optional<Stopped> stopped) {}

    /** One of the resources was refused: it and those behind it are not applied. */
    record Stopped(SourceFailure why, List<ResourceRef> missing) {}

    /**
     * What the API server would do.
     *
     * @param already those that are so already
     * @param refused why it would not take one of them; empty: it would take all
     * @param whole whether all were tried
     */
    record Attempt(Set<ResourceRef> already, Optional<SourceFailure> refused, boolean whole) {}

    /** Asks the API server whether it would take all of them; changes nothing. */
    Attempt attempt(Collection<Wanted> wanted) {
        Set<ResourceRef> already = new HashSet<>();
        Optional<SourceFailure> first = Optional.empty();
        for (Wanted each : wanted) {
            try {
                refuseForeign(each);
                if (before(each).equals(facts(apply(each, Effect.TRY)))) {
                    already.add(each.ref());
                }
            } catch (Refused refused) {
                first = Optional.of(first.orElseGet(() -> told(each, refused)));
                if (refused.why() == Refused.Cause.UNAVAILABLE) {
                    return new Attempt(already, first, false);
                }
            } catch (SourceFailure foreign) {
                first = Optional.of(first.orElse(foreign));
            }
        }
        return new Attempt(already, first, true);
    }

    /** @param already what need not be applied to be so */
    Done apply(Collection<Wanted> wanted, Set<ResourceRef> already) {
        Map<ResourceRef, AsApplied> resources = new LinkedHashMap<>();
        int changed = 0;
        for (Wanted each : wanted) {
            try {
                List<?> before = before(each);
                WeftResource now = apply(each, Effect.REAL);
                changed += before.equals(facts(now)) ? 0 : 1;
                resources.put(each.ref(), AsApplied.of(each.resource(), now));
            } catch (Refused refused) {
                List<ResourceRef> missing = wanted.stream()
                        .map(Wanted::ref)
                        .filter(ref -> ref.equals(each.ref()) || !(resources.containsKey(ref) || already.contains(ref)))
                        .toList();
                return new Done(resources, changed, Optional.of(new Stopped(told(each, refused), missing)));
            }
        }
        return new Done(resources, changed, Optional.empty());
    }

    private List<?> before(Wanted wanted) {
        return find(wanted.ref()).map(Application::facts).orElse(List.of());
    }

    /** Also what another operator looks at: our selector keeps it out of the cache. */
    private Optional<WeftResource> find(ResourceRef ref) {
        return cluster.find(ref).or(() -> applier.read(ref));
    }

    /** What a resource says; its version changes with its status too. */
    private static List<?> facts(WeftResource resource) {
        var metadata = resource.getMetadata();
        return List.of(
                generation(resource),
                Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
    }

    private WeftResource apply(Wanted wanted, Effect effect) {
        return applier.apply(wanted.resource(), new Way(effect, others));
    }

    private SourceFailure told(Wanted wanted, Refused refused) {
        String what = wanted.origin() + ": " + wanted.ref().inNamespace() + ": ";
        return switch (refused.why()) {
            case CONFLICT ->
                SourceFailure.lasting(
                        SourceFailure.CONFLICT,
                        what + "somebody else set what the repository says otherwise: " + refused.text()
                                + ". Take these fields out of the document, or undo what they did, or take over:"
                                + " spec.force: true");
            case INVALID -> SourceFailure.lasting(SourceFailure.INVALID, what + refused.text());
            case FORBIDDEN ->
                SourceFailure.lasting(
                        SourceFailure.APPLY_FAILED,
                        what + refused.text() + ". The operator needs that right (helm: sources.enabled=true)");
            case UNAVAILABLE -> SourceFailure.passing(SourceFailure.APPLY_FAILED, what + refused.text());
        };
    }

    /** Two sources of one resource would undo each other's work for ever. */
    private void refuseForeign(Wanted wanted) {
        Optional<String> owner = find(wanted.ref())
                .flatMap(Application::owner)
                .filter(name -> !name.equals(source.name()))
                .filter(name -> find(new ResourceRef(Kinds.FABRIC_SOURCE, source.namespace(), name))
                        .isPresent());
        if (owner.isPresent() && others == Others.REFUSE) {
            throw SourceFailure.lasting(
                    SourceFailure.CONFLICT,
                    wanted.origin() + ": " + wanted.ref().inNamespace() + " comes from FabricSource/" + owner.get()
                            + " already: remove it from one of the two repositories, or take over: spec.force: true");
        }
    }

    /** The source that a resource comes from. */
    static Optional<String> owner(WeftResource resource) {
        return Optional.ofNullable(resource.getMetadata().getLabels())
                .map(labels -> labels.get(WantedResources.SOURCE));
    }

    static long generation(WeftResource resource) {
        return Objects.requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
    }

    /** What came from this source and is not wanted any more: what is on a node first. */
    List<ResourceRef> unmanaged(Collection<ResourceRef> wanted) {
        List<Kind> kinds = new ArrayList<>(WantedResources.kinds());
        java.util.Collections.reverse(kinds);
        return kinds.stream()
                .flatMap(kind -> cluster.resources(kind, source.namespace()).stream())
                .filter(each -> owner(each).filter(source.name()::equals).isPresent())
                .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
                .map(ResourceRef::of)
                .filter(ref -> !wanted.contains(ref))
                .sorted((one, other) -> Integer.compare(kinds.indexOf(one.kind()), kinds.indexOf(other.kind())))
                .toList();
    }

    /** Deletes them as kubectl would; how many. What is held back, or kept by its policy, is decided behind. */
    int prune(List<ResourceRef> unmanaged) {
        int deleted = 0;
        for (ResourceRef ref : unmanaged) {
            try {
                Optional<WeftResource> there = applier.read(ref)
                        .filter(each ->
                                owner(each).filter(source.name()::equals).isPresent());
                if (there.isPresent() && there.get().getMetadata().getDeletionTimestamp() == null) {
                    applier.delete(there.get());
                    deleted++;
                }
            } catch (Refused refused) {
                throw SourceFailure.passing(
                        SourceFailure.APPLY_FAILED, ref.inNamespace() + " could not be deleted: " + refused.text());
            }
        }
        return deleted;
    }
}
