package dev.weft.controller.source;

import dev.weft.crd.resource.WeftResource;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource right after it was applied, as far as it is the repository's: by this it is noticed that somebody changed it. The
 * generation counts changes of the spec alone, and which nodes a layout is for is decided by labels.
 */
record AsApplied(long generation, Map<String, String> labels, Map<String, String> annotations) {

    /**
     * Remembers what was asked for as it became: what the API server makes otherwise of it will not be otherwise the next time either,
     * and what others add is theirs.
     */
    static AsApplied of(WeftResource wanted, WeftResource now) {
        return new AsApplied(
                Application.generation(now),
                common(wanted.getMetadata().getLabels(), now.getMetadata().getLabels()),
                common(wanted.getMetadata().getAnnotations(), now.getMetadata().getAnnotations()));
    }

    boolean isStill(WeftResource there) {
        return Application.generation(there) == generation
                && isIn(labels, there.getMetadata().getLabels())
                && isIn(annotations, there.getMetadata().getAnnotations());
    }

    private static Map<String, String> common(@Nullable Map<String, String> wanted, @Nullable Map<String, String> now) {
        Map<String, String> there = orNone(now);
        return orNone(wanted).keySet().stream()
                .flatMap(key -> Stream.ofNullable(there.get(key)).map(value -> Map.entry(key, value)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isIn(Map<String, String> some, @Nullable Map<String, String> all) {
        return orNone(all).entrySet().containsAll(some.entrySet());
    }

    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return Objects.requireNonNullElse(map, Map.of());
    }
}
