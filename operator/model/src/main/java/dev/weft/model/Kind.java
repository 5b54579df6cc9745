package dev.weft.model;

import java.util.Optional;
import java.util.Set;

/**
 * One kind of document.
 *
 * @param name as in {@code kind:}
 * @param spec the record of its spec; empty for a kind that this version knows by name only and refuses
 * @param later fields of the spec that this version knows by name only and refuses
 */
public record Kind(String name, Optional<Class<? extends Record>> spec, Set<String> later) {

    public Kind {
        later = Set.copyOf(later);
    }

    static Kind built(String name, Class<? extends Record> spec, String... later) {
        return new Kind(name, Optional.of(spec), Set.of(later));
    }

    static Kind known(String name) {
        return new Kind(name, Optional.empty(), Set.of());
    }

    /** Whether documents of this kind can be reconciled by this version. */
    public boolean isBuilt() {
        return spec.isPresent();
    }
}
