package dev.weft.engine.render;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.path.NodeKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many nodes are named in one line. */
@FunctionalInterface
public interface NodeNames {

    /** The first few by name. */
    NodeNames FIRST = nodes -> {
        String some = nodes.stream().limit(5).map(NodeKey::authid).collect(Collectors.joining(", "));
        return nodes.size() > 5 ? some + ", …" : some;
    };

    /** In few words. */
    String of(List<NodeKey> nodes);

    /** By how many have which value of a label: {@code graz 25, linz 40}; by name where none of them has it. */
    static NodeNames byLabel(Desired desired, String label) {
        return nodes -> {
            Map<String, Integer> counts = new TreeMap<>();
            int without = 0;
            for (NodeKey node : nodes) {
                Optional<String> value =
                        desired.node(node).map(DesiredNode::labels).map(labels -> labels.get(label));
                value.ifPresent(text -> counts.merge(text, 1, Integer::sum));
                without += value.isPresent() ? 0 : 1;
            }
            return counts.isEmpty() ? FIRST.of(nodes) : inWords(counts, without);
        };
    }

    private static String inWords(Map<String, Integer> counts, int without) {
        String some = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(8)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        String more = counts.size() > 8 ? ", …" : "";
        return some + more + (without == 0 ? "" : ", others " + without);
    }
}
