package dev.weft.model;

import java.util.Optional;

/**
 * One kind of document.
 *
 * @param name as in {@code kind:}
 * @param spec the record of its spec; empty for a kind that this version knows by name only and refuses
 */
public record Kind(String name, Optional<Class<? extends Record>> spec) {

    static Kind built(String name, Class<? extends Record> spec) {
        return new Kind(name, Optional.of(spec));
    }

    static Kind known(String name) {
        return new Kind(name, Optional.empty());
    }

    /** Whether documents of this kind can be reconciled by this version. */
    public boolean isBuilt() {
        return spec.isPresent();
    }
}
