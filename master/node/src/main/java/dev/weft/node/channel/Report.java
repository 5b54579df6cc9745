package dev.weft.node.channel;

import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of something in a worker.
 *
 * @param ids of the objects from the outermost one to this one: realm and role, for example
 * @param config as given, with secrets: for the layout only
 * @param object for the event: secrets redacted; null where there is nothing to tell but the ids
 */
public record Report(
        Subject subject,
        Phase phase,
        List<String> ids,
        Map<String, @Nullable Object> config,
        @Nullable Object object) {

    /** What it is about. */
    public enum Subject {
        ROUTER_REALM,
        ROUTER_REALM_ROLE,
        ROUTER_TRANSPORT,
        WEB_TRANSPORT_SERVICE
    }

    /** What happened. */
    public enum Phase {
        STARTING,
        STARTED,
        /** Changed in place. */
        UPDATED,
        STOPPING,
        STOPPED,
        FAILED
    }

    public Report {
        ids = List.copyOf(ids);
    }

    /** The event's name after the worker's prefix: {@code on_router_realm_started}. */
    public String topic() {
        return "on_" + lower(subject) + "_" + lower(phase);
    }

    public Payload toPayload() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("subject", subject.name());
        tree.put("phase", phase.name());
        tree.put("ids", ids);
        tree.put("config", config);
        tree.put("object", object);
        return Payload.of(tree);
    }

    /** @throws IllegalArgumentException for a payload that is no report */
    @SuppressWarnings("unchecked")
    public static Report of(Payload payload) {
        if (payload.argument(0) instanceof Map<?, ?> tree
                && tree.get("ids") instanceof List<?> ids
                && tree.get("config") instanceof Map<?, ?> config) {
            return new Report(
                    Subject.valueOf(String.valueOf(tree.get("subject"))),
                    Phase.valueOf(String.valueOf(tree.get("phase"))),
                    ids.stream().map(String::valueOf).toList(),
                    (Map<String, @Nullable Object>) config,
                    tree.get("object"));
        }
        throw new IllegalArgumentException("not a report of a worker");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
