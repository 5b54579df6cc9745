package dev.weft.fabric.api;

import java.util.List;
import java.util.stream.Stream;

/** Topics on a node's own realm, by their oldest names. */
final class LocalTopics {

    private LocalTopics() {}

    static List<Topic> all() {
        TopicRows local = new TopicRows("crossbar.", Level.LOCAL).later("on_node_ready", "");
        TopicRows node = new TopicRows("crossbar.node.<node_id>.", Level.LOCAL).later("on_worker_ready", "");
        TopicRows worker = new TopicRows("crossbar.node.<node_id>.worker.<worker_id>.", Level.LOCAL)
                .later("on_pythonpath_add", "paths_added")
                .later("on_cpu_affinity_set", "info");
        for (TopicRows rows : List.of(node, worker)) {
            rows.later("on_process_stats_monitoring_set", "interval").later("on_process_stats", "stats");
            for (String phase : List.of("starting", "started", "stopping", "stopped")) {
                rows.later("on_manhole_" + phase, "info");
            }
        }
        return Stream.of(local, node, worker).flatMap(r -> r.list().stream()).toList();
    }
}
