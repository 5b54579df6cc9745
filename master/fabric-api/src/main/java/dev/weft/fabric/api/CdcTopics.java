package dev.weft.fabric.api;

import java.util.List;

/** Topics of the older, versioned API: one per kind of object, with its old and new status. */
final class CdcTopics {

    private CdcTopics() {}

    static List<Topic> all() {
        TopicRows rows = new TopicRows("cdc.remote.", Level.MREALM);
        String worker = "node_id, worker_id, ";
        String change = "old_status, new_status";
        rows.later("on_node_status@1", "node_id, " + change)
                .later("on_worker_status@1", worker + change)
                .later("on_limit_set@1", worker + "limit_id, old_setting, new_setting")
                .later("on_profile_status@1", worker + "profile_id, profile_status")
                .later("on_realm_status@1", worker + "realm_id, " + change)
                .later("on_role_status@1", worker + "realm_id, role_id, " + change)
                .later("on_grant_status@1", worker + "realm_id, role_id, " + change)
                .later("on_transport_status@1", worker + "transport_id, " + change)
                .later("on_web_resource_status@1", worker + "transport_id, resource_id, " + change)
                .later("on_component_status@1", worker + "component_id, " + change);
        return rows.list();
    }
}
