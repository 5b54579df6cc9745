package dev.weft.cli.view;

import dev.weft.engine.desired.DesiredNode;
import dev.weft.model.Origin;
import dev.weft.model.Pointer;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one node gets, as YAML with the place of each line behind it. The YAML can be read again. */
public final class LayoutView {

    private static final int FORMAT = 1;
    private static final int WIDEST = 72;
    private static final Pattern SAFE = Pattern.compile("[A-Za-z/_][A-Za-z0-9_/.-]*");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private final DesiredNode node;
    private final List<Line> lines = new ArrayList<>();

    private LayoutView(DesiredNode node) {
        this.node = node;
    }

    private record Line(String text, Origin origin) {}

    public static String text(DesiredNode node) {
        LayoutView view = new LayoutView(node);
        view.put(node.tree(), Pointer.ROOT, 0, "");
        return view.header() + view.aligned();
    }

    public static String json(DesiredNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("mrealm", node.key().mrealm());
        tree.put("node", node.key().authid());
        tree.put("layouts", node.layouts());
        tree.put("layout", node.tree());
        Map<String, Object> origins = new TreeMap<>();
        node.origins().origins().forEach((pointer, origin) -> origins.put(pointer, origin.toString()));
        tree.put("origins", origins);
        return JsonText.pretty(tree) + "\n";
    }

    private String header() {
        String layouts = node.isManaged()
                ? "layouts: " + String.join(", ", node.layouts())
                : node.retired()
                        ? "retired: everything on it is stopped, then it is unpaired"
                        : "unmanaged: no layout selects it, so nothing on it is touched";
        return "# node " + node.key() + " (" + node.origin() + ")\n# " + layouts + "\n";
    }

    private String aligned() {
        int width = 0;
        for (Line line : lines) {
            int length = line.text().length();
            width = length <= WIDEST ? Math.max(width, length) : width;
        }
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text());
            if (line.origin().isKnown()) {
                text.append(" ".repeat(Math.max(0, width - line.text().length())))
                        .append("  # ")
                        .append(line.origin());
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** @param lead what the first line begins with instead of its indentation: the dash of a list item */
    private void put(Map<?, ?> map, String pointer, int depth, String lead) {
        String before = lead;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            String below = Pointer.child(pointer, key);
            String start = (before.isEmpty() ? "  ".repeat(depth) : before) + scalar(key) + ":";
            before = "";
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                line(start, below);
                put(inner, below, depth + 1, "");
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                line(start, below);
                put(list, below, depth);
            } else {
                line(start + " " + scalar(value), below);
            }
        }
    }

    private void put(List<?> list, String pointer, int depth) {
        String dash = "  ".repeat(depth) + "- ";
        for (int index = 0; index < list.size(); index++) {
            String below = Pointer.child(pointer, index);
            Object value = list.get(index);
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                put(map, below, depth + 1, dash);
            } else if (value instanceof List<?> inner && !inner.isEmpty()) {
                line(dash.stripTrailing(), below);
                put(inner, below, depth + 1);
            } else {
                line(dash + scalar(value), below);
            }
        }
    }

    private void line(String text, String pointer) {
        lines.add(new Line(text, node.origins().at(pointer)));
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof String text
                && SAFE.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT))) {
            return text;
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        // A JSON text is a YAML text in double quotes.
        return JsonText.line(value);
    }
}
