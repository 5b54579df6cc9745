package dev.weft.engine.diff;

import dev.weft.config.schema.CanonicalBlock;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.secret.SecretRef;
import dev.weft.model.Pointer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an object shall be configured as, and what every comparison needs of it: worked out once, at the first need, and shared by
 * the objects of all nodes that say the same. Threads that meet here work out the same immutable value.
 */
public final class WantedConfig {

    private final ObjectKind kind;
    private final Map<String, Object> tree;

    private @Nullable CanonicalBlock canonical;
    private @Nullable SortedMap<String, SecretRef> secrets;

    public WantedConfig(ObjectKind kind, Map<String, Object> tree) {
        this.kind = kind;
        this.tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }

    public ObjectKind kind() {
        return kind;
    }

    /** As it was written, without what lives inside it; secrets are references. */
    public Map<String, Object> tree() {
        return tree;
    }

    /** In the form in which it is compared; empty for kinds without a block. */
    Optional<CanonicalBlock> canonical() {
        CanonicalBlock known = canonical;
        if (known == null) {
            known = KindBlocks.of(kind)
                    .map(block -> CanonicalBlock.of(block, tree))
                    .orElse(null);
            canonical = known;
        }
        return Optional.ofNullable(known);
    }

    /** The references to secrets in it, by JSON pointer. */
    public SortedMap<String, SecretRef> secrets() {
        SortedMap<String, SecretRef> known = secrets;
        if (known == null) {
            TreeMap<String, SecretRef> found = new TreeMap<>();
            collect(tree, Pointer.ROOT, found);
            known = Collections.unmodifiableSortedMap(found);
            secrets = known;
        }
        return known;
    }

    private static void collect(@Nullable Object tree, String pointer, Map<String, SecretRef> into) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(value, Pointer.child(pointer, String.valueOf(key)), into));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), Pointer.child(pointer, i), into);
            }
        } else if (tree != null) {
            SecretRef.find(tree).ifPresent(ref -> into.put(pointer, ref));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WantedConfig config && config.kind == kind && config.tree.equals(tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }
}
