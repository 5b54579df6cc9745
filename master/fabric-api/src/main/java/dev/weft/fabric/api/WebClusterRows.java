package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.mrealm.webcluster.*}: web clusters, their nodes and services. */
final class WebClusterRows {

    private static final String CLUSTER = "webcluster_oid:object";
    private static final String[] NOT_FOUND = {ErrorUri.NO_SUCH_OBJECT};

    private WebClusterRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.webcluster.", Level.MREALM);
        rows.add("list_webclusters", "return_names:bool=false").returns("list[uuid] | list[string]");
        rows.add("get_webcluster", CLUSTER).returns("WebCluster").errors(NOT_FOUND);
        rows.add("get_webcluster_by_name", "webcluster_name:string")
                .returns("WebCluster")
                .errors(NOT_FOUND);
        rows.add("create_webcluster", "webcluster:dict")
                .returns("WebCluster")
                .errors(ErrorUri.INVALID_CONFIGURATION, ErrorUri.ALREADY_EXISTS)
                .events("on_webcluster_created");
        rows.add("delete_webcluster", CLUSTER)
                .returns("WebCluster")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, FabricError.NOT_STOPPED)
                .events("on_webcluster_deleted");
        rows.add("start_webcluster", CLUSTER)
                .returns("dict{oid, status, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, ErrorUri.CANNOT_START)
                .events("on_webcluster_starting", "on_webcluster_started");
        rows.add("stop_webcluster", CLUSTER)
                .returns("dict{oid, status, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, ErrorUri.CANNOT_STOP)
                .events("on_webcluster_stopping", "on_webcluster_stopped");
        nodes(rows);
        services(rows);
        return rows.list();
    }

    private static void nodes(Rows rows) {
        String member = CLUSTER + ", node_oid|node_id:node";
        rows.add("list_webcluster_nodes", CLUSTER + ", return_names:bool=false, filter_by_status:string?")
                .returns("list[uuid] | list[string]")
                .errors(NOT_FOUND);
        rows.add("get_webcluster_node", member)
                .returns("WebClusterNodeMembership")
                .errors(NOT_FOUND);
        rows.add("add_webcluster_node", member + ", config:dict?")
                .returns("WebClusterNodeMembership")
                .errors(NOT_FOUND)
                .events("on_webcluster_node_added");
        rows.add("remove_webcluster_node", member)
                .returns("WebClusterNodeMembership")
                .errors(NOT_FOUND)
                .events("on_webcluster_node_removed");
    }

    private static void services(Rows rows) {
        String service = CLUSTER + ", webservice_oid:uuid";
        rows.add("list_webcluster_services", CLUSTER + ", prefix:string?")
                .returns("dict{<path>: uuid}")
                .errors(NOT_FOUND);
        rows.add("get_webcluster_service", service).returns("WebService").errors(NOT_FOUND);
        rows.add("get_webcluster_service_by_path", CLUSTER + ", path:string")
                .returns("WebService")
                .errors(NOT_FOUND);
        rows.add("add_webcluster_service", CLUSTER + ", path:string, webservice:dict")
                .returns("WebService")
                .errors(
                        ErrorUri.NO_SUCH_OBJECT,
                        ErrorUri.NOT_AUTHORIZED,
                        ErrorUri.INVALID_CONFIGURATION,
                        ErrorUri.ALREADY_EXISTS)
                .events("on_webservice_added");
        rows.add("remove_webcluster_service", service)
                .returns("WebService")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED)
                .events("on_webservice_removed");
    }
}
