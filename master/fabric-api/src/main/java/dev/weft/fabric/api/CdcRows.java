package dev.weft.fabric.api;

import java.util.List;
import java.util.stream.Stream;

/** {@code cdc.*@1}: an older generation of the API, with versions in its uris. */
final class CdcRows {

    private CdcRows() {}

    static List<Procedure> all() {
        Rows manage = new Rows("cdc.manage.", Level.MREALM);
        users(manage);
        Rows remote = new Rows("cdc.remote.", Level.MREALM);
        nodes(remote);
        workers(remote);
        realms(remote);
        transports(remote);
        return Stream.of(manage, remote).flatMap(r -> r.list().stream()).toList();
    }

    private static void users(Rows rows) {
        rows.add("create_user@1", "user_name:string, user_email:string, user_pubkey:key")
                .returns("string");
        rows.add("verify@1", "verification_id:string, token:string");
        rows.add("create_realm@1", "management_realm:string, owner_pubkey:key").returns("string");
        rows.add("register_user@1", "management_realm:string, user_pubkey:key, user_role:string, user_extra:dict?")
                .returns("string");
        rows.add("register_node@1", "management_realm:string, node_pubkey:key, node_id:string, node_extra:dict?")
                .returns("string");
    }

    private static void nodes(Rows rows) {
        rows.add("status@1", "").returns("dict");
        rows.add("list_nodes@1", "filter_status:string?").returns("list[string]");
        rows.add("query_node@1", "node_id:string").returns("dict");
        rows.add("stop_node@1", "node_id:string");
        rows.add("save_config@1", "node_id:string");
        rows.add("upload_config@1", "node_id:string, node_config:dict");
        rows.add("download_config@1", "node_id:string").returns("dict");
    }

    private static void workers(Rows rows) {
        rows.add("list_workers@1", "node_id:string").returns("list[string]");
        rows.add("query_worker@1", "node_id:string, worker_id:string").returns("dict");
        rows.add("start_worker@1", "node_id:string, worker_id:string, worker_config:dict");
        rows.add("stop_worker@1", "node_id:string, worker_id:string");
        rows.add("query_worker_log@1", "node_id:string, worker_id:string, limit:integer=50")
                .returns("list");
        rows.add("map_worker_log_topic@1", "node_id:string, worker_id:string").returns("string");
        rows.add("list_limits@1", "node_id:string, worker_id:string").returns("list[string]");
        rows.add("get_limit@1", "node_id:string, worker_id:string, limit_id:string")
                .returns("dict");
        rows.add("set_limit@1", "node_id:string, worker_id:string, limit_id:string, setting:any");
        rows.add("list_profiles@1", "node_id:string, worker_id:string, filter_running:bool=false")
                .returns("list[tuple]");
        rows.add("query_profile@1", "profile_id:string");
        rows.add(
                        "start_profile@1",
                        "node_id:string, worker_id:string, profiler:string=vmprof, run_secs:integer=10, run_async:bool=true")
                .returns("string");
        rows.add("stop_profile@1", "node_id:string, worker_id:string, profiler_id:string");
    }

    private static void realms(Rows rows) {
        rows.add("list_realms@1", "node_id:string, worker_id:string").returns("list[string]");
        rows.add("query_realm@1", "node_id:string, worker_id:string, realm_id:string")
                .returns("dict");
        rows.add("start_realm@1", "node_id:string, worker_id:string, realm_id:string, realm_config:dict");
        rows.add("stop_realm@1", "node_id:string, worker_id:string, realm_id:string");
        rows.add("list_roles@1", "node_id:string, worker_id:string, realm_id:string")
                .returns("list[string]");
        rows.add("query_role@1", "node_id:string, worker_id:string, realm_id:string, role_id:string")
                .returns("dict");
        rows.add("start_role@1", "node_id:string, worker_id:string, realm_id:string, role_id:string, role_config:dict");
        rows.add("stop_role@1", "node_id:string, worker_id:string, realm_id:string, role_id:string");
        rows.add("list_grants@1", "node_id:string, worker_id:string, realm_id:string, role_id:string")
                .returns("list[string]");
        rows.add("query_grant@1", "node_id:string, worker_id:string, realm_id:string, role_id:string, grant_id:string")
                .returns("dict");
        rows.add(
                "start_grant@1",
                "node_id:string, worker_id:string, realm_id:string, role_id:string, grant_id:string, grant_config:dict");
        rows.add("stop_grant@1", "node_id:string, worker_id:string, realm_id:string, role_id:string, grant_id:string");
    }

    private static void transports(Rows rows) {
        rows.add("list_transports@1", "node_id:string, worker_id:string").returns("list[string]");
        rows.add("query_transport@1", "node_id:string, worker_id:string, transport_id:string")
                .returns("dict");
        rows.add("start_transport@1", "node_id:string, worker_id:string, transport_id:string, transport_config:dict");
        rows.add("stop_transport@1", "node_id:string, worker_id:string, transport_id:string");
        rows.add("list_web_resources@1", "node_id:string, worker_id:string, transport_id:string")
                .returns("list[string]");
        rows.add("query_web_resource@1", "node_id:string, worker_id:string, transport_id:string, resource_id:string")
                .returns("dict");
        rows.add(
                "start_web_resource@1",
                "node_id:string, worker_id:string, transport_id:string, resource_id:string, resource_config:dict");
        rows.add("stop_web_resource@1", "node_id:string, worker_id:string, transport_id:string, resource_id:string");
        rows.add("list_components@1", "node_id:string, worker_id:string").returns("list[string]");
        rows.add("query_component@1", "node_id:string, worker_id:string, component_id:string")
                .returns("dict");
        rows.add("start_component@1", "node_id:string, worker_id:string, component_id:string, component_config:dict");
        rows.add("stop_component@1", "node_id:string, worker_id:string, component_id:string");
    }
}
