package dev.weft.sources.yaml;

import dev.weft.model.Pointer;
import dev.weft.model.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes to plain trees (maps, lists, texts, numbers, booleans, null), and the places of everything in them. */
final class Trees {

    private Trees() {}

    static @Nullable Object tree(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            mapping.members().forEach((key, member) -> map.put(key, tree(member.value())));
            return map;
        }
        if (node instanceof Node.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>(sequence.items().size());
            sequence.items().forEach(item -> list.add(tree(item)));
            return list;
        }
        return ((Node.Scalar) node).value();
    }

    /** A member of a map stands where its key stands; an item of a list where it begins. */
    static SourceMap places(Node root, FindingLog log) {
        SourceMap.Builder places = SourceMap.builder();
        places.put(Pointer.ROOT, log.origin(root.at()));
        collect(root, Pointer.ROOT, places, log);
        return places.build();
    }

    private static void collect(Node node, String pointer, SourceMap.Builder places, FindingLog log) {
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((key, member) -> {
                String below = Pointer.child(pointer, key);
                places.put(below, log.origin(member.at()));
                collect(member.value(), below, places, log);
            });
        } else if (node instanceof Node.Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                Node item = sequence.items().get(index);
                String below = Pointer.child(pointer, index);
                places.put(below, log.origin(item.at()));
                collect(item, below, places, log);
            }
        }
    }
}
