package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.router.*}: realms, roles, transports and the rest of a router worker. */
final class RemoteRouterRows {

    static final String DETAILS = "*details:bool=false";

    private static final String ROLE = "realm_id:string, role_id:string";
    private static final String[] NOT_FOUND = {ErrorUri.NO_SUCH_OBJECT};

    private RemoteRouterRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.router.", Level.WORKER);
        realms(rows);
        roles(rows);
        transports(rows);
        webServices(rows);
        components(rows);
        links(rows);
        permissions(rows);
        rows.add("kill_by_authid", "realm_id:string, authid:string, reason:string, message:string?")
                .returns("list[integer]")
                .errors(NOT_FOUND);
        return rows.list();
    }

    private static void realms(Rows rows) {
        rows.add("get_router_realms", DETAILS)
                .returns("list[string]")
                .aliases("get_realms")
                .readdressed("get_router_realms")
                .built();
        rows.add("get_router_realm", "realm_id:string")
                .returns("RealmInfo")
                .errors(NOT_FOUND)
                .aliases("get_realm")
                .built();
        rows.add("get_router_realm_by_name", "realm_name:string")
                .returns("RealmInfo")
                .errors(NOT_FOUND)
                .built();
        rows.add("get_router_realm_stats", "realm_id:string?")
                .returns("dict{<realm_id>: {roles, sessions, messages, queue, calls, bounds}}")
                .errors(NOT_FOUND)
                .built();
        rows.add("start_router_realm", "realm_id|id:id?, realm_config|config:dict")
                .returns("RealmInfo")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION)
                .events("on_router_realm_starting", "on_router_realm_started")
                .aliases("start_realm")
                .readdressed("start_router_realm")
                .built();
        rows.add("stop_router_realm", "realm_id|id:string")
                .returns("dict{id, name, detached_sessions}")
                .errors(NOT_FOUND)
                .events("on_router_realm_stopping", "on_router_realm_stopped")
                .aliases("stop_realm")
                .readdressed("stop_router_realm")
                .built();
    }

    private static void roles(Rows rows) {
        rows.add("get_router_realm_roles", "realm_id:string, " + DETAILS)
                .returns("list[string]")
                .errors(NOT_FOUND)
                .aliases("get_realm_roles")
                .built();
        rows.add("get_router_realm_role", ROLE)
                .returns("RoleInfo")
                .errors(NOT_FOUND)
                .aliases("get_realm_role")
                .built();
        rows.add("start_router_realm_role", "realm_id:string, role_id:id?, role_config|config:dict")
                .returns("RoleInfo")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.ALREADY_EXISTS, ErrorUri.INVALID_CONFIGURATION)
                .events("on_router_realm_role_starting", "on_router_realm_role_started")
                .aliases("start_realm_role")
                .built();
        rows.add("update_router_realm_role", "realm_id:string, role_id:string, role_config|config:dict")
                .returns("RoleInfo")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.INVALID_CONFIGURATION)
                .events("on_router_realm_role_updated")
                .extension()
                .built();
        rows.add("stop_router_realm_role", ROLE)
                .returns("RoleInfo")
                .errors(NOT_FOUND)
                .events("on_router_realm_role_stopping", "on_router_realm_role_stopped")
                .aliases("stop_realm_role")
                .built();
    }

    private static void transports(Rows rows) {
        rows.add("get_router_transports", DETAILS)
                .returns("list[string]")
                .aliases("get_transports")
                .readdressed("get_router_transports")
                .built();
        rows.add("get_router_transport", "transport_id:string")
                .returns("TransportInfo")
                .errors(NOT_FOUND)
                .aliases("get_transport")
                .built();
        rows.add("get_router_transport_stats", "transport_id:string?")
                .returns(
                        "dict{<transport_id>: {connections, accepted, requests, messages, bytes, queue, authentication_failures, protocol_violations, bounds}}")
                .errors(NOT_FOUND)
                .extension()
                .built();
        rows.add("start_router_transport", "transport_id|id:id?, transport_config|config:dict, create_paths:bool=false")
                .returns("TransportInfo")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION, ErrorUri.CANNOT_LISTEN)
                .events("on_router_transport_starting", "on_router_transport_started", "on_router_transport_failed")
                .aliases("start_transport")
                .readdressed("start_router_transport")
                .built();
        rows.add("stop_router_transport", "transport_id|id:string")
                .returns("TransportInfo")
                .errors(ErrorUri.NOT_RUNNING, ErrorUri.CANNOT_STOP)
                .events("on_router_transport_stopping", "on_router_transport_stopped")
                .aliases("stop_transport")
                .readdressed("stop_router_transport")
                .built();
    }

    private static void webServices(Rows rows) {
        WebServiceRows.addTo(rows).forEach(RowBuilder::built);
        rows.require("get_web_transport_services").aliases("get_transport_services");
        rows.require("get_web_transport_service").aliases("get_transport_service");
        rows.require("start_web_transport_service").aliases("start_transport_service");
        rows.require("stop_web_transport_service").aliases("stop_transport_service");
    }

    private static void components(Rows rows) {
        rows.add("get_router_components", DETAILS)
                .returns("list[string]")
                .aliases("get_components")
                .readdressed("get_router_components");
        rows.add("get_router_component", "component_id:string")
                .returns("dict{id, started, uptime, config}")
                .errors(NOT_FOUND)
                .aliases("get_component");
        rows.add("start_router_component", "component_id|id:id?, component_config|config:dict")
                .returns("dict{id, started, config}")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION, FabricError.CLASS_IMPORT_FAILED)
                .events("on_router_component_starting", "on_router_component_started")
                .aliases("start_component")
                .readdressed("start_router_component");
        rows.add("stop_router_component", "component_id|id:string")
                .returns("dict{id, started, uptime, config}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.CANNOT_STOP)
                .events("on_router_component_stopping", "on_router_component_stopped")
                .aliases("stop_component")
                .readdressed("stop_router_component");
    }

    private static void links(Rows rows) {
        rows.add("get_router_realm_links", "realm_id:string?, " + DETAILS)
                .returns("list[string]")
                .errors(NOT_FOUND)
                .readdressed("get_router_links");
        rows.add("get_router_realm_link", "realm_id:string, link_id:string")
                .form("link_id:string")
                .returns("RLinkInfo")
                .errors(NOT_FOUND);
        rows.add("start_router_realm_link", "realm_id:string, link_id:id?, link_config|config:dict")
                .form("link_id|id:id?, link_config|config:dict")
                .returns("RLinkInfo")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION)
                .events("on_router_realm_link_started")
                .readdressed("start_router_link");
        rows.add("stop_router_realm_link", "realm_id:string, link_id:string")
                .form("link_id|id:string")
                .returns("RLinkInfo")
                .errors(NOT_FOUND)
                .events("on_router_realm_link_stopped")
                .readdressed("stop_router_link");
    }

    private static void permissions(Rows rows) {
        rows.add("get_role_permissions", ROLE + ", " + DETAILS)
                .returns("list[string]")
                .errors(NOT_FOUND);
        rows.add("get_role_permission", ROLE + ", permission_id:string")
                .returns("dict")
                .errors(NOT_FOUND);
        rows.add("start_role_permission", ROLE + ", permission_id:id?, permission_config:dict")
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.ALREADY_EXISTS, ErrorUri.INVALID_CONFIGURATION)
                .events("on_role_permission_started");
        rows.add("stop_role_permission", ROLE + ", permission_id:string")
                .returns("dict")
                .errors(NOT_FOUND)
                .events("on_role_permission_stopped");
    }
}
