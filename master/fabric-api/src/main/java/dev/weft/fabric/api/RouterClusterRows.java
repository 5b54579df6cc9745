package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.mrealm.routercluster.*}: router clusters, their nodes and worker groups. */
final class RouterClusterRows {

    private static final String CLUSTER = "routercluster_oid:object";
    private static final String[] NOT_FOUND = {ErrorUri.NO_SUCH_OBJECT};

    private RouterClusterRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.routercluster.", Level.MREALM);
        rows.add("list_routerclusters", "return_names:bool=false").returns("list[uuid] | list[string]");
        rows.add("get_routercluster", CLUSTER).returns("RouterCluster").errors(NOT_FOUND);
        rows.add("get_routercluster_by_name", "routercluster_name:string")
                .returns("RouterCluster")
                .errors(NOT_FOUND);
        rows.add("create_routercluster", "routercluster:dict")
                .returns("RouterCluster")
                .errors(ErrorUri.INVALID_CONFIGURATION, ErrorUri.ALREADY_EXISTS)
                .events("on_routercluster_created");
        rows.add("delete_routercluster", CLUSTER)
                .returns("RouterCluster")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, FabricError.NOT_STOPPED)
                .events("on_routercluster_deleted");
        rows.add("start_routercluster", CLUSTER)
                .returns("dict{oid, status, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, ErrorUri.CANNOT_START)
                .events("on_routercluster_starting", "on_routercluster_started");
        rows.add("stop_routercluster", CLUSTER)
                .returns("dict{oid, status, changed, who}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, ErrorUri.CANNOT_STOP)
                .events("on_routercluster_stopping", "on_routercluster_stopped");
        rows.add("stat_routercluster", CLUSTER).returns("dict").errors(NOT_FOUND);
        nodes(rows);
        workerGroups(rows);
        return rows.list();
    }

    private static void nodes(Rows rows) {
        String member = CLUSTER + ", node_oid|node_id:node";
        rows.add("list_routercluster_nodes", CLUSTER + ", return_names:bool=false, filter_by_status:string?")
                .returns("list[uuid] | list[string]")
                .errors(NOT_FOUND);
        rows.add("get_routercluster_node", member)
                .returns("RouterClusterNodeMembership")
                .errors(NOT_FOUND);
        rows.add("add_routercluster_node", member + ", config:dict?")
                .returns("RouterClusterNodeMembership")
                .errors(NOT_FOUND)
                .events("on_routercluster_node_added");
        rows.add("remove_routercluster_node", member)
                .returns("RouterClusterNodeMembership")
                .errors(NOT_FOUND)
                .events("on_routercluster_node_removed");
    }

    private static void workerGroups(Rows rows) {
        String group = CLUSTER + ", workergroup_oid:object";
        rows.add("list_routercluster_workergroups", CLUSTER + ", return_names:bool=false, filter_by_status:string?")
                .returns("list[uuid] | list[string]")
                .errors(NOT_FOUND);
        rows.add("get_routercluster_workergroup", group)
                .returns("RouterWorkerGroup")
                .errors(NOT_FOUND);
        rows.add("get_routercluster_workergroup_by_name", "routercluster_name:string, workergroup_name:string")
                .returns("RouterWorkerGroup")
                .errors(NOT_FOUND);
        rows.add("add_routercluster_workergroup", CLUSTER + ", workergroup:dict")
                .returns("RouterWorkerGroup")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.ALREADY_EXISTS, ErrorUri.INVALID_CONFIGURATION)
                .events("on_workergroup_added");
        rows.add("remove_routercluster_workergroup", group)
                .returns("RouterWorkerGroup")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.NOT_AUTHORIZED, FabricError.NOT_STOPPED)
                .events("on_workergroup_removed");
        rows.add("stat_routercluster_workergroup", group).returns("dict").errors(NOT_FOUND);
    }
}
