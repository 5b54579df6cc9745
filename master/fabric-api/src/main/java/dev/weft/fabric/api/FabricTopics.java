package dev.weft.fabric.api;

import java.util.List;
import java.util.stream.Stream;

/** Topics of the master's own objects. */
final class FabricTopics {

    private FabricTopics() {}

    static List<Topic> all() {
        TopicRows domain = new TopicRows("crossbarfabriccenter.domain.", Level.FABRIC).later("on_tick", "tick");
        TopicRows users = new TopicRows("crossbarfabriccenter.user.", Level.FABRIC)
                .later("on_organization_created", "organization")
                .later("on_organization_deleted", "organization");
        TopicRows pairing = new TopicRows("crossbarfabriccenter.mrealm.", Level.FABRIC)
                .add("on_mrealm_created", "mrealm")
                .add("on_realm_deleted", "info", "on_mrealm_deleted")
                .add("on_node_paired", "node")
                .add("on_node_unpaired", "node");
        TopicRows controller = new TopicRows("crossbarfabriccenter.mrealm.", Level.MREALM)
                .add("on_node_ready", "node_oid, node")
                .add("on_node_shutdown", "node_oid, node")
                .add("on_change", "change")
                .later("on_tick", "tick");
        TopicRows tracing = new TopicRows("crossbarfabriccenter.mrealm.tracing.", Level.MREALM)
                .later("on_trace_created", "trace_id, trace")
                .later("on_trace_deleted", "trace_id, trace")
                .later("on_trace_starting", "trace_id")
                .later("on_trace_started", "trace_id, result")
                .later("on_trace_stopping", "trace_id")
                .later("on_trace_stopped", "trace_id, result")
                .later("on_trace_data", "node_id, worker_id, trace_id, period, trace_data");
        return Stream.of(domain, users, pairing, controller, tracing, arealms(), routerClusters(), webClusters())
                .flatMap(r -> r.list().stream())
                .toList();
    }

    private static TopicRows arealms() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.mrealm.arealm.", Level.MREALM);
        for (String event : List.of("created", "deleted", "starting", "started", "stopping", "stopped")) {
            rows.later("on_arealm_" + event, "arealm");
        }
        return rows.later("on_principal_created", "principal")
                .later("on_principal_removed", "principal")
                .later("on_role_created", "role")
                .later("on_role_deleted", "role")
                .later("on_permission_added", "permission")
                .later("on_permission_removed", "permission")
                .later("on_arealm_role_added", "association")
                .later("on_arealm_role_removed", "association");
    }

    private static TopicRows routerClusters() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.mrealm.routercluster.", Level.MREALM);
        for (String event : List.of("created", "deleted", "starting", "started", "stopping", "stopped")) {
            rows.later("on_routercluster_" + event, "routercluster");
        }
        return rows.later("on_routercluster_node_added", "membership")
                .later("on_routercluster_node_removed", "membership")
                .later("on_workergroup_added", "workergroup")
                .later("on_workergroup_removed", "workergroup");
    }

    private static TopicRows webClusters() {
        TopicRows rows = new TopicRows("crossbarfabriccenter.mrealm.webcluster.", Level.MREALM);
        for (String event : List.of("created", "deleted", "starting", "started", "stopping", "stopped")) {
            rows.later("on_webcluster_" + event, "webcluster");
        }
        return rows.later("on_webcluster_node_added", "membership")
                .later("on_webcluster_node_removed", "membership")
                .later("on_webservice_added", "webservice")
                .later("on_webservice_removed", "webservice");
    }
}
