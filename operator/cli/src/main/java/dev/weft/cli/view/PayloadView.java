package dev.weft.cli.view;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results and events. */
public final class PayloadView {

    private PayloadView() {}

    /** The value alone where there is one, else all of it. */
    public static String text(Payload payload) {
        return payload.keywords().isEmpty() && payload.arguments().size() <= 1
                ? JsonText.pretty(payload.argument(0))
                : JsonText.pretty(tree(payload));
    }

    /** One line: {@code {"args": […], "kwargs": {…}}}. */
    public static String json(Payload payload) {
        return JsonText.line(tree(payload));
    }

    /** One line. */
    public static String event(String topic, Payload payload) {
        StringBuilder line = new StringBuilder(topic);
        payload.arguments().forEach(argument -> line.append(' ').append(JsonText.line(argument)));
        payload.keywords()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(JsonText.line(value)));
        return line.toString();
    }

    /** One line: {@code {"topic": …, "args": […], "kwargs": {…}}}. */
    public static String eventJson(String topic, Payload payload) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("topic", topic);
        tree.putAll(tree(payload));
        return JsonText.line(tree);
    }

    /** What an error says beside its text; empty where it says nothing more. */
    public static String details(ApplicationError error) {
        Map<String, @Nullable Object> keywords = error.payload().keywords();
        return keywords.isEmpty() ? "" : JsonText.line(keywords);
    }

    private static Map<String, @Nullable Object> tree(Payload payload) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("args", payload.arguments());
        tree.put("kwargs", payload.keywords());
        return tree;
    }
}
