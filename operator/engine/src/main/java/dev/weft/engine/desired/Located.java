package dev.weft.engine.desired;

import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree that knows of each part where it was written. */
sealed interface Located {

    Origin origin();

    /** A leaf; null is a leaf too. */
    record Leaf(@Nullable Object value, Origin origin) implements Located {}

    /** A list. */
    record Items(List<Located> items, Origin origin) implements Located {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order in which it was written. */
    record Fields(Map<String, Located> fields, Origin origin) implements Located {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** The tree with the places that {@code source} knows for it and everything below {@code pointer}. */
    static Located of(@Nullable Object tree, SourceMap source, String pointer) {
        Origin origin = source.at(pointer);
        if (tree instanceof Map<?, ?> map) {
            Map<String, Located> fields = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                String name = String.valueOf(key);
                fields.put(name, of(value, source, Pointer.child(pointer, name)));
            });
            return new Fields(fields, origin);
        }
        if (tree instanceof List<?> list) {
            List<Located> items = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                items.add(of(list.get(i), source, Pointer.child(pointer, i)));
            }
            return new Items(items, origin);
        }
        return new Leaf(tree, origin);
    }

    /** The plain tree. */
    static @Nullable Object plain(Located located) {
        if (located instanceof Fields fields) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            fields.fields().forEach((key, value) -> map.put(key, plain(value)));
            return map;
        }
        if (located instanceof Items items) {
            List<@Nullable Object> list = new ArrayList<>(items.items().size());
            items.items().forEach(item -> list.add(plain(item)));
            return list;
        }
        return ((Leaf) located).value();
    }

    /** The places of the tree, put together when somebody asks for one. */
    static SourceMap places(Located located) {
        return SourceMap.lazy(located.origin(), () -> {
            Map<String, Origin> places = new HashMap<>();
            collect(located, Pointer.ROOT, places);
            return places;
        });
    }

    private static void collect(Located located, String pointer, Map<String, Origin> places) {
        places.put(pointer, located.origin());
        if (located instanceof Fields fields) {
            fields.fields().forEach((key, value) -> collect(value, Pointer.child(pointer, key), places));
        } else if (located instanceof Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                collect(items.items().get(i), Pointer.child(pointer, i), places);
            }
        }
    }
}
