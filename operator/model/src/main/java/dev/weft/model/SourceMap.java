package dev.weft.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where each part of a tree was written: JSON pointer to {@link Origin}.
 *
 * <p>A pointer without an origin of its own has that of what encloses it, so a missing field is reported where its parent stands.
 */
public final class SourceMap {

    private static final SourceMap EMPTY = new SourceMap(Map.of());

    private final Map<String, Origin> origins;

    private SourceMap(Map<String, Origin> origins) {
        this.origins = origins;
    }

    /** Knows no place. */
    public static SourceMap empty() {
        return EMPTY;
    }

    /** One place for the whole tree. */
    public static SourceMap of(Origin whole) {
        return new SourceMap(Map.of(Pointer.ROOT, whole));
    }

    public static SourceMap of(Map<String, Origin> origins) {
        return new SourceMap(Map.copyOf(origins));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The place of the pointer or of the nearest thing that encloses it; {@link Origin#NONE} when nothing does. */
    public Origin at(String pointer) {
        String here = pointer;
        while (true) {
            Origin found = origins.get(here);
            if (found != null) {
                return found;
            }
            if (here.isEmpty()) {
                return Origin.NONE;
            }
            here = Pointer.parent(here);
        }
    }

    /** The map of the part below {@code pointer}, with pointers relative to it. */
    public SourceMap below(String pointer) {
        Map<String, Origin> part = new LinkedHashMap<>();
        part.put(Pointer.ROOT, at(pointer));
        String prefix = pointer + "/";
        origins.forEach((key, origin) -> {
            if (key.startsWith(prefix)) {
                part.put(key.substring(pointer.length()), origin);
            }
        });
        return new SourceMap(Map.copyOf(part));
    }

    /** Every pointer that has a place of its own. */
    public Map<String, Origin> origins() {
        return origins;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceMap map && map.origins.equals(origins);
    }

    @Override
    public int hashCode() {
        return origins.hashCode();
    }

    @Override
    public String toString() {
        return at(Pointer.ROOT) + " (" + origins.size() + " places)";
    }

    /** Collects places while a document is read. */
    public static final class Builder {

        private final Map<String, Origin> origins = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String pointer, Origin origin) {
            origins.put(pointer, origin);
            return this;
        }

        public SourceMap build() {
            return of(origins);
        }
    }
}
