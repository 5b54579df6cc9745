package dev.weft.node.controller;

import dev.weft.config.schema.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workers of a config.json that another Crossbar.io would run and this build does not. */
final class OtherWorkers {

    private OtherWorkers() {}

    /** One problem for each. */
    static List<Problem> of(Map<String, @Nullable Object> tree) {
        List<Problem> problems = new ArrayList<>();
        List<Map<String, @Nullable Object>> items = ConfigFile.items(tree, "workers");
        for (int i = 0; i < items.size(); i++) {
            String type = String.valueOf(items.get(i).get("type"));
            if (Launcher.OTHER_TYPES.contains(type)) {
                problems.add(new Problem(
                        "/workers/" + i + "/type",
                        "this build has no workers of type '" + type + "'; it runs workers of type '" + Launcher.ROUTER
                                + "'",
                        ""));
            }
        }
        return problems;
    }

    /** The problems of a file: of a worker that would not run in any case, its type only. */
    static List<Problem> judged(List<Problem> problems, Map<String, @Nullable Object> tree) {
        List<Problem> others = of(tree);
        List<String> theirs = others.stream()
                .map(other -> other.pointer().substring(0, other.pointer().length() - "type".length()))
                .toList();
        return Stream.concat(
                        others.stream(),
                        problems.stream()
                                .filter(problem -> theirs.stream()
                                        .noneMatch(worker -> (problem.pointer() + "/").startsWith(worker))))
                .toList();
    }
}
