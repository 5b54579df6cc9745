package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.proxy.*}: transports, connections and routes of a proxy worker. */
final class RemoteProxyRows {

    private static final String[] NOT_FOUND = {ErrorUri.NO_SUCH_OBJECT};

    private RemoteProxyRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.proxy.", Level.WORKER);
        transports(rows);
        WebServiceRows.addTo(rows);
        routes(rows);
        connections(rows);
        return rows.list();
    }

    private static void transports(Rows rows) {
        rows.add("get_proxy_transports", RemoteRouterRows.DETAILS)
                .returns("list[string]")
                .aliases("get_transports");
        rows.add("get_proxy_transport", "transport_id:string")
                .returns("TransportInfo")
                .errors(NOT_FOUND)
                .aliases("get_transport");
        rows.add("start_proxy_transport", "transport_id|id:id?, transport_config|config:dict")
                .returns("TransportInfo")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION, ErrorUri.CANNOT_LISTEN)
                .events("on_proxy_transport_starting", "on_proxy_transport_started")
                .aliases("start_transport");
        rows.add("stop_proxy_transport", "transport_id|id:string")
                .returns("TransportInfo")
                .errors(ErrorUri.NOT_RUNNING)
                .events("on_proxy_transport_stopping", "on_proxy_transport_stopped")
                .aliases("stop_transport");
    }

    private static void routes(Rows rows) {
        rows.add("get_proxy_routes", "").returns("list[string]");
        rows.add("get_proxy_realm_route", "route_id:string")
                .form("realm_name:string, route_id:string")
                .returns("RouteInfo")
                .errors(NOT_FOUND);
        rows.add("list_proxy_realm_routes", "realm_name:string?")
                .returns("list[RouteInfo]")
                .errors(NOT_FOUND);
        rows.add("start_proxy_realm_route", "route_id|realm_name:string, route_config|config:dict")
                .returns("RouteInfo")
                .errors(NOT_FOUND);
        rows.add("stop_proxy_realm_route", "route_id:string")
                .form("realm_name:string, route_id:string")
                .returns("RouteInfo")
                .errors(NOT_FOUND);
    }

    private static void connections(Rows rows) {
        rows.add("get_proxy_connections", RemoteRouterRows.DETAILS).returns("list[string]");
        rows.add("get_proxy_connection", "connection_id:string")
                .returns("ConnectionInfo")
                .errors(NOT_FOUND);
        rows.add("start_proxy_connection", "connection_id|id:id?, connection_config|config:dict")
                .returns("ConnectionInfo")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION);
        rows.add("stop_proxy_connection", "connection_id|id:string")
                .returns("ConnectionInfo")
                .errors(NOT_FOUND);
    }
}
