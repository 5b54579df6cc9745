package dev.weft.fabric.testkit.contract;

import dev.weft.fabric.testkit.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code <names>} in examples stand for, in one use of an example. */
final class Bindings {

    private static final Pattern NAME = Pattern.compile("<([a-z_]+(?:\\.[a-z_]+)*)>");
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final Map<String, @Nullable Object> values;

    Bindings(Map<String, ? extends @Nullable Object> fixed) {
        this.values = new HashMap<>(fixed);
        values.put("n", String.valueOf(NUMBERS.incrementAndGet()));
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** A copy of the tree with the names replaced; one that is not bound becomes a text that nothing is called. */
    @Nullable
    Object resolve(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return dict(map);
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> out = new ArrayList<>();
            list.forEach(item -> out.add(resolve(item)));
            return out;
        }
        return tree instanceof String text ? text(text) : tree;
    }

    Map<String, @Nullable Object> dict(Map<?, ?> tree) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        tree.forEach((key, value) -> out.put(String.valueOf(key), resolve(value)));
        return out;
    }

    /** A name that is the whole text becomes the value itself, whatever its type. */
    private @Nullable Object text(String text) {
        Matcher matcher = NAME.matcher(text);
        if (matcher.matches()) {
            return value(matcher.group(1));
        }
        return matcher.reset().replaceAll(m -> Matcher.quoteReplacement(String.valueOf(value(m.group(1)))));
    }

    private @Nullable Object value(String path) {
        String[] parts = path.split("\\.");
        Object value = switch (parts[0]) {
            case "port" -> values.computeIfAbsent("port", name -> (long) Site.freePort());
            case "key" ->
                values.computeIfAbsent("key", name -> ContractFabric.newKey().publicKeyHex());
            default -> values.getOrDefault(parts[0], "unbound");
        };
        for (int i = 1; i < parts.length; i++) {
            value = value instanceof Map<?, ?> map ? map.get(parts[i]) : "unbound";
        }
        return value;
    }
}
