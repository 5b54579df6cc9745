package dev.weft.fabric.api;

import java.util.List;
import java.util.stream.Stream;

/** Topics of what runs on nodes. */
final class RemoteTopics {

    private RemoteTopics() {}

    static List<Topic> all() {
        TopicRows worker = new TopicRows("crossbarfabriccenter.remote.worker.", Level.WORKER)
                .add("on_worker_log", "log_record")
                .later("on_profile_started", "profile_started")
                .later("on_profile_finished", "profile_finished");
        TopicRows container = new TopicRows("crossbarfabriccenter.remote.container.", Level.WORKER)
                .phasesLater("container_component", "component_id", null);
        TopicRows proxy = new TopicRows("crossbarfabriccenter.remote.proxy.", Level.WORKER)
                .phasesLater("proxy_transport", "transport_id", null)
                .phasesLater("web_transport_service", "transport_id, path", null);
        TopicRows tracing = new TopicRows("crossbarfabriccenter.remote.tracing.", Level.WORKER)
                .later("on_trace_started", "trace_id, trace_started")
                .later("on_trace_stopped", "trace_id, trace_stopped")
                .later("on_trace_data", "trace_id, period, trace_data");
        return Stream.of(node(), worker, router(), container, proxy, tracing)
                .flatMap(r -> r.list().stream())
                .toList();
    }

    private static TopicRows node() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.remote.node.", Level.NODE);
        // A node cannot tell its master of what it does without one: that it is there and gone is told by on_node_ready
        // and on_node_shutdown of the management realm.
        rows.later("on_node_starting", "info")
                .later("on_node_started", "info")
                .add("on_node_heartbeat", "info")
                .add("on_node_stopping", "info")
                .later("on_node_stopped", "info")
                .later("on_shutdown", "node_shutdown")
                .phases("worker", Procedure.WORKER, null)
                .failing("worker");
        // The newer names, one pair per type of worker, beside those for any worker.
        for (String type : List.of("router", "container", "guest", "proxy", "xbrmm")) {
            boolean built = type.equals("router");
            if (built) {
                rows.add("on_" + type + "_starting", Procedure.WORKER)
                        .add("on_" + type + "_started", Procedure.WORKER + ", worker_started");
            } else {
                rows.later("on_" + type + "_starting", Procedure.WORKER)
                        .later("on_" + type + "_started", Procedure.WORKER + ", worker_started");
            }
        }
        return rows;
    }

    private static TopicRows router() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.remote.router.", Level.WORKER);
        return rows.phases("router_realm", Procedure.REALM, "realm")
                .phases("router_realm_role", "realm_id, role_id", "router_role")
                .add("on_router_realm_role_updated", "realm_id, role_id, role_updated")
                .phases("router_transport", "transport_id", "transport")
                .failing("router_transport")
                .phases("web_transport_service", "transport_id, path", null)
                .phasesLater("router_component", "component_id", "component")
                .later("on_router_realm_link_started", "realm_id, link_id, link_started")
                .later("on_router_realm_link_stopped", "realm_id, link_id, link_stopped")
                .later("on_role_permission_started", "realm_id, role_id, permission_id, permission_started")
                .later("on_role_permission_stopped", "realm_id, role_id, permission_id, permission_stopped");
    }
}
