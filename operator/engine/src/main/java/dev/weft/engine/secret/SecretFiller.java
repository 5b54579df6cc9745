package dev.weft.engine.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts the values of secrets into a configuration, right before it goes onto the wire and nowhere else. */
public final class SecretFiller {

    private SecretFiller() {}

    /** A reference that nobody can resolve; its text names the reference only. */
    public static final class UnknownSecret extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownSecret(SecretRef ref) {
            super("unknown secret " + ref);
        }
    }

    /**
     * A copy of the tree with each reference replaced by its value.
     *
     * @throws UnknownSecret when the source does not have one
     */
    public static @Nullable Object fill(@Nullable Object tree, SecretSource source) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), fill(value, source)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object item : list) {
                copy.add(fill(item, source));
            }
            return copy;
        }
        if (tree == null) {
            return null;
        }
        SecretRef ref = SecretRef.find(tree).orElse(null);
        return ref == null ? tree : source.find(ref).orElseThrow(() -> new UnknownSecret(ref));
    }

    /** Every reference in the tree. */
    public static TreeSet<SecretRef> references(@Nullable Object tree) {
        TreeSet<SecretRef> found = new TreeSet<>();
        collect(tree, found);
        return found;
    }

    private static void collect(@Nullable Object tree, TreeSet<SecretRef> found) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> collect(value, found));
        } else if (tree instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        } else if (tree != null) {
            SecretRef.find(tree).ifPresent(found::add);
        }
    }
}
