package dev.weft.fabric.remote;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Topic;
import dev.weft.fabric.api.TopicTable;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Under which topics of the API a node's event is made known: found in the topic table by the last part of its name. */
final class RemoteTopics {

    private static final String META = "crossbarfabriccenter.remote.realm.meta.";
    private static final String NODE = "crossbarfabriccenter.remote.node.";
    private static final String WORKER_EVENT = "on_worker_";

    /** What a node says all the time, and what nobody has to read the node for. */
    private static final Set<String> NO_CHANGES = Set.of(
            "on_worker_log",
            "on_log",
            "on_profile_started",
            "on_profile_finished",
            "on_trace_data",
            "on_process_stats");

    private static final Map<String, Topic> OF_NODE = byName(Level.NODE);
    private static final Map<String, Topic> OF_WORKER = byName(Level.WORKER);

    private RemoteTopics() {}

    /** Where two APIs have a topic of one name, the one that is built counts. */
    private static Map<String, Topic> byName(Level level) {
        Map<String, Topic> found = new HashMap<>();
        for (Topic topic : TopicTable.all()) {
            if (topic.level() == level) {
                for (String uri : topic.uris()) {
                    found.merge(uri.substring(uri.lastIndexOf('.') + 1), topic, (a, b) -> a.built() ? a : b);
                }
            }
        }
        return Map.copyOf(found);
    }

    /** The canonical topic first, then its older names; empty where the API has none. */
    static List<String> of(NodeTopic topic, Payload payload) {
        if (topic.realm() != null) {
            return List.of(META + topic.name());
        }
        Topic known = (topic.worker() == null ? OF_NODE : OF_WORKER).get(published(topic));
        if (known == null) {
            return List.of();
        }
        Set<String> uris = new LinkedHashSet<>(known.uris());
        if (topic.worker() == null && !counted(payload)) {
            uris.addAll(twins(topic.name(), payload));
        }
        return List.copyOf(uris);
    }

    /** How many positional arguments the table gives the event, with those that address; none where the table does not know it. */
    static OptionalInt arguments(NodeTopic topic) {
        Topic known =
                topic.realm() != null ? null : (topic.worker() == null ? OF_NODE : OF_WORKER).get(published(topic));
        return known == null
                ? OptionalInt.empty()
                : OptionalInt.of(known.addressing().size() + known.payload().size());
    }

    /** Crossbar.io's workers publish their log under another name than its master listens to. */
    private static String published(NodeTopic topic) {
        return topic.name().equals("on_log") ? "on_worker_log" : topic.name();
    }

    /** True for an event of a node of Weft, which numbers its changes, and publishes each under all its names itself. */
    private static boolean counted(Payload payload) {
        return payload.keywords().get("seq") instanceof Long;
    }

    /** {@code on_worker_started} goes with {@code on_router_started} for a router, and the other way round. */
    private static List<String> twins(String name, Payload payload) {
        List<String> twins = new ArrayList<>();
        for (String phase : List.of("starting", "started")) {
            if (name.equals(WORKER_EVENT + phase)) {
                workerType(payload).forEach(type -> twins.add("on_" + type + "_" + phase));
            } else if (name.endsWith("_" + phase) && !name.startsWith("on_node_")) {
                twins.add(WORKER_EVENT + phase);
            }
        }
        return twins.stream()
                .filter(OF_NODE::containsKey)
                .map(twin -> NODE + twin)
                .toList();
    }

    private static List<String> workerType(Payload payload) {
        for (@Nullable Object argument : payload.arguments()) {
            if (argument instanceof Map<?, ?> info && info.get("type") instanceof String type) {
                return List.of(type);
            }
        }
        return List.of();
    }

    /** True where something of the node's layout changed: not for logs, measurements and what happens inside application realms. */
    static boolean isChange(NodeTopic topic, List<String> names, Payload payload) {
        if (topic.realm() != null || NO_CHANGES.contains(topic.name())) {
            return false;
        }
        return counted(payload) || !names.isEmpty();
    }
}
