package dev.weft.cli.view;

import dev.weft.cli.view.FleetStatus.Entry;
import dev.weft.cli.view.FleetStatus.Mark;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of a fleet, one line per object, and counts. */
public final class StatusView {

    private static final int FORMAT = 1;
    private static final int WIDEST = 60;

    private StatusView() {}

    public static String text(FleetStatus status) {
        int width = 0;
        for (ObjectPath path : status.objects().keySet()) {
            width = Math.min(WIDEST, Math.max(width, label(path).length()));
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<ObjectPath, Entry> object : status.objects().entrySet()) {
            Entry entry = object.getValue();
            String label = label(object.getKey());
            text.append(entry.mark().glyph())
                    .append(' ')
                    .append(label)
                    .append(" ".repeat(Math.max(0, width - label.length())))
                    .append("  ")
                    .append(entry.mark().word())
                    .append(entry.detail().isEmpty() ? "" : " (" + entry.detail() + ")")
                    .append('\n');
        }
        return text.append(summary(status)).append('\n').toString();
    }

    public static String json(FleetStatus status) {
        List<Object> objects = new ArrayList<>();
        status.objects().forEach((path, entry) -> {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("path", path.text());
            tree.put("kind", path.kind().word());
            tree.put("state", entry.mark().word().replace(' ', '-'));
            tree.put("detail", entry.detail());
            objects.add(tree);
        });
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("inSync", status.isInSync());
        tree.put("objects", objects);
        return JsonText.pretty(tree) + "\n";
    }

    private static String summary(FleetStatus status) {
        List<String> counts = new ArrayList<>();
        for (Mark mark : Mark.values()) {
            long count = status.objects().values().stream()
                    .filter(entry -> entry.mark() == mark)
                    .count();
            if (count > 0) {
                counts.add(count + " " + mark.word());
            }
        }
        return counts.isEmpty() ? "nothing there" : String.join(", ", counts);
    }

    private static String label(ObjectPath path) {
        int depth = 0;
        for (Optional<ObjectPath> here = path.parent();
                here.isPresent();
                here = here.get().parent()) {
            depth++;
        }
        String kind = path.kind() == ObjectKind.MANAGEMENT_REALM
                ? "management realm"
                : path.kind().word();
        return "  ".repeat(depth) + kind + " " + path.name();
    }
}
