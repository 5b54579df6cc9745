package dev.weft.controller.reconcile;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.deletion.DeletionStage.Step;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.model.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Several who know a part of what resources mean, as one. Of a resource that several serve each says its part, and nothing is said until
 * all have one; in a deletion the next begins when the one before is done.
 */
public final class CombinedDesk implements ResourceDesk {

    private final List<ResourceDesk> parts;

    /** @param parts in the order in which they remove what is theirs */
    public CombinedDesk(List<ResourceDesk> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public boolean serves(Kind kind) {
        return parts.stream().anyMatch(part -> part.serves(kind));
    }

    @Override
    public void onChange(ResourceRef ref) {
        parts.forEach(part -> part.onChange(ref));
    }

    @Override
    public Optional<StatusDraft> draft(ResourceRef ref) {
        Optional<StatusDraft> all = Optional.empty();
        for (ResourceDesk part : serving(ref)) {
            Optional<StatusDraft> one = part.draft(ref);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all = Optional.of(all.map(before -> before.and(one.get())).orElseGet(one::get));
        }
        return all;
    }

    @Override
    public DeletionStage deletion(ResourceRef ref) {
        DeletionStage last = DeletionStage.NONE;
        for (ResourceDesk part : serving(ref)) {
            last = part.deletion(ref);
            if (last.step() != Step.DONE) {
                return last;
            }
        }
        return last;
    }

    @Override
    public boolean isUnkept(ResourceRef ref) {
        return serving(ref).stream().anyMatch(part -> part.isUnkept(ref));
    }

    private List<ResourceDesk> serving(ResourceRef ref) {
        return parts.stream().filter(part -> part.serves(ref.kind())).toList();
    }
}
