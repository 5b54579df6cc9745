package dev.weft.fabric.testkit.contract;

import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.testkit.contract.Example.Refused;
import dev.weft.fabric.testkit.contract.Example.Step;
import dev.weft.fabric.testkit.contract.Example.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code recorded.yaml}, read once. */
final class Recorded {

    private static final String RESOURCE = "/contract/recorded.yaml";
    private static final Recorded INSTANCE = new Recorded(read());

    private final Map<String, @Nullable Object> shapes;
    private final Map<String, Step> steps;
    private final Map<String, Example> examples = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> topics;

    private Recorded(Map<String, @Nullable Object> tree) {
        this.shapes = dict(tree.get("shapes"));
        this.steps = dict(tree.get("steps")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> oneStep(dict(entry.getValue()))));
        this.topics = dict(tree.get("topics"));
        Map<String, Procedure> rows =
                ProcedureTable.all().stream().collect(Collectors.toMap(Procedure::uri, row -> row));
        dict(tree.get("procedures")).forEach((uri, entry) -> {
            Procedure row = rows.get(uri);
            if (row == null) {
                throw new IllegalStateException(RESOURCE + " tells of " + uri + ", which is no row of the table");
            }
            examples.put(uri, example(row, dict(entry)));
        });
    }

    static Recorded instance() {
        return INSTANCE;
    }

    Shapes shapes() {
        return new Shapes(shapes);
    }

    Optional<Example> find(Procedure row) {
        return Optional.ofNullable(examples.get(row.uri()));
    }

    /** The example of a row that is built. */
    Example require(Procedure row) {
        return find(row).orElseThrow(() -> new AssertionError(row.uri() + " is built: add an example to " + RESOURCE));
    }

    /** The shapes of a topic's positional arguments after those that address node, worker and realm; empty where it has no entry. */
    Optional<List<@Nullable Object>> findTopic(String uri) {
        return topics.containsKey(uri) ? Optional.of(list(topics.get(uri))) : Optional.empty();
    }

    Set<String> topics() {
        return topics.keySet();
    }

    private Example example(Procedure row, Map<String, @Nullable Object> entry) {
        Object result = entry.get("result");
        if (result == null) {
            throw new IllegalStateException(row.uri() + " in " + RESOURCE + " has no result");
        }
        List<Step> after = steps(entry.get("after"));
        List<Way> ways = new ArrayList<>();
        ways.add(new Way(dict(entry.get("arguments")), positional(entry), result, after));
        for (@Nullable Object also : list(entry.get("also"))) {
            Map<String, @Nullable Object> other = dict(also);
            Object its = other.get("result");
            ways.add(new Way(
                    dict(other.get("with")),
                    positional(other),
                    its == null ? result : its,
                    other.containsKey("after") ? steps(other.get("after")) : after));
        }
        List<Refused> refused = new ArrayList<>();
        for (@Nullable Object one : list(entry.get("refused"))) {
            Map<String, @Nullable Object> tree = dict(one);
            refused.add(new Refused(
                    tree.containsKey("before") ? steps(tree.get("before")) : null,
                    dict(tree.get("with")),
                    String.valueOf(tree.get("error"))));
        }
        return new Example(
                row,
                steps(entry.get("before")),
                ways,
                refused,
                texts(entry.get("elsewhere")),
                texts(entry.get("fill")),
                Boolean.TRUE.equals(entry.get("costly")),
                Boolean.TRUE.equals(entry.get("fresh_node")));
    }

    private static @Nullable List<@Nullable Object> positional(Map<String, @Nullable Object> entry) {
        return entry.containsKey("positional") ? list(entry.get("positional")) : null;
    }

    /** By name, or written out. */
    private List<Step> steps(@Nullable Object tree) {
        List<Step> out = new ArrayList<>();
        for (@Nullable Object one : list(tree)) {
            Step named = one instanceof String name ? steps.get(name) : oneStep(dict(one));
            if (named == null) {
                throw new IllegalStateException(RESOURCE + " has no step " + one);
            }
            out.add(named);
        }
        return List.copyOf(out);
    }

    private static Step oneStep(Map<String, @Nullable Object> tree) {
        Object as = tree.get("as");
        return new Step(String.valueOf(tree.get("call")), dict(tree.get("with")), as == null ? null : as.toString());
    }

    private static Map<String, String> texts(@Nullable Object tree) {
        Map<String, String> out = new LinkedHashMap<>();
        dict(tree).forEach((key, value) -> out.put(key, String.valueOf(value)));
        return out;
    }

    private static Map<String, @Nullable Object> dict(@Nullable Object tree) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> out.put(String.valueOf(key), wire(value)));
        }
        return out;
    }

    private static List<@Nullable Object> list(@Nullable Object tree) {
        List<@Nullable Object> out = new ArrayList<>();
        if (tree instanceof List<?> list) {
            list.forEach(item -> out.add(wire(item)));
        }
        return out;
    }

    /** As it comes from the wire: integers are long. */
    private static @Nullable Object wire(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return dict(value);
        }
        if (value instanceof List<?>) {
            return list(value);
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    private static Map<String, @Nullable Object> read() {
        try (InputStream in = Recorded.class.getResourceAsStream(RESOURCE)) {
            return dict(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
