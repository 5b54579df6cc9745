package dev.weft.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where each part of a tree was written: JSON pointer to {@link Origin}.
 *
 * <p>A pointer without an origin of its own has that of what encloses it, so a missing field is reported where its parent stands.
 */
public final class SourceMap {

    private static final SourceMap EMPTY = of(Map.of());

    private final Origin whole;
    private final Supplier<Map<String, Origin>> source;
    private @Nullable Map<String, Origin> origins;

    private SourceMap(Origin whole, Supplier<Map<String, Origin>> source) {
        this.whole = whole;
        this.source = source;
    }

    /** Knows no place. */
    public static SourceMap empty() {
        return EMPTY;
    }

    /** One place for the whole tree. */
    public static SourceMap of(Origin whole) {
        return of(Map.of(Pointer.ROOT, whole));
    }

    public static SourceMap of(Map<String, Origin> origins) {
        Map<String, Origin> copy = Map.copyOf(origins);
        return new SourceMap(copy.getOrDefault(Pointer.ROOT, Origin.NONE), () -> copy);
    }

    /**
     * Places that are put together at the first question for a part: most objects of a fleet are never asked for any.
     *
     * @param whole the place of the whole tree
     * @param source gives the same map each time, with {@code whole} at the root
     */
    public static SourceMap lazy(Origin whole, Supplier<Map<String, Origin>> source) {
        return new SourceMap(whole, () -> Map.copyOf(source.get()));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The place of the pointer or of the nearest thing that encloses it; {@link Origin#NONE} when nothing does. */
    public Origin at(String pointer) {
        Map<String, Origin> known = pointer.isEmpty() ? Map.of() : origins();
        String here = pointer;
        while (!here.isEmpty()) {
            Origin found = known.get(here);
            if (found != null) {
                return found;
            }
            here = Pointer.parent(here);
        }
        return whole;
    }

    /** The map of the part below {@code pointer}, with pointers relative to it. */
    public SourceMap below(String pointer) {
        Map<String, Origin> part = new LinkedHashMap<>();
        part.put(Pointer.ROOT, at(pointer));
        String prefix = pointer + "/";
        origins().forEach((key, origin) -> {
            if (key.startsWith(prefix)) {
                part.put(key.substring(pointer.length()), origin);
            }
        });
        return of(part);
    }

    /** Every pointer that has a place of its own. */
    public Map<String, Origin> origins() {
        Map<String, Origin> known = origins;
        if (known == null) {
            known = source.get();
            origins = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceMap map && map.origins().equals(origins());
    }

    @Override
    public int hashCode() {
        return origins().hashCode();
    }

    @Override
    public String toString() {
        return at(Pointer.ROOT) + " (" + origins().size() + " places)";
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
