package dev.weft.gateway;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.fabric.api.Scope;

/** The rows of the procedure table that the gateway calls. Their names are written here and nowhere else in it. */
enum Row {
    GET_CAPABILITIES("mrealm.get_capabilities"),
    GET_FINGERPRINT_KEY("mrealm.get_fingerprint_key"),
    GET_CHANGE_COUNTS("mrealm.get_change_counts"),
    GET_MREALM_BY_NAME("mrealm.get_mrealm_by_name"),
    CREATE_MREALM("mrealm.create_mrealm"),
    DELETE_MREALM_BY_NAME("mrealm.delete_mrealm_by_name"),
    PAIR_NODE("mrealm.pair_node"),
    UNPAIR_NODE("mrealm.unpair_node"),
    GET_NODES("mrealm.get_nodes"),
    GET_NODE("mrealm.get_node"),
    GET_NODE_BY_AUTHID("mrealm.get_node_by_authid"),
    SET_INVENTORY("mrealm.set_inventory"),

    GET_SNAPSHOT("remote.node.get_snapshot"),
    GET_WORKERS("remote.node.get_workers"),
    GET_WORKER("remote.node.get_worker"),
    START_WORKER("remote.node.start_worker"),
    STOP_WORKER("remote.node.stop_worker"),

    GET_ROUTER_REALMS("remote.router.get_router_realms"),
    GET_ROUTER_REALM("remote.router.get_router_realm"),
    START_ROUTER_REALM("remote.router.start_router_realm"),
    STOP_ROUTER_REALM("remote.router.stop_router_realm"),
    GET_ROUTER_REALM_ROLE("remote.router.get_router_realm_role"),
    START_ROUTER_REALM_ROLE("remote.router.start_router_realm_role"),
    STOP_ROUTER_REALM_ROLE("remote.router.stop_router_realm_role"),
    UPDATE_ROUTER_REALM_ROLE("remote.router.update_router_realm_role"),
    GET_ROUTER_TRANSPORTS("remote.router.get_router_transports"),
    GET_ROUTER_TRANSPORT("remote.router.get_router_transport"),
    START_ROUTER_TRANSPORT("remote.router.start_router_transport"),
    STOP_ROUTER_TRANSPORT("remote.router.stop_router_transport"),
    GET_WEB_TRANSPORT_SERVICES("remote.router.get_web_transport_services"),
    GET_WEB_TRANSPORT_SERVICE("remote.router.get_web_transport_service"),
    START_WEB_TRANSPORT_SERVICE("remote.router.start_web_transport_service"),
    STOP_WEB_TRANSPORT_SERVICE("remote.router.stop_web_transport_service");

    private final Procedure procedure;
    private final String uri;

    Row(String name) {
        procedure = ProcedureTable.require("crossbarfabriccenter." + name);
        uri = procedure
                .uriOn(procedure.level() == Level.FABRIC ? Scope.GLOBAL : Scope.MREALM)
                .orElseThrow();
    }

    Procedure procedure() {
        return procedure;
    }

    /** What is called: on the global realm for what is about the whole fabric, else on the management realm. */
    String uri() {
        return uri;
    }
}
