package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.mrealm.*} on the global realm: life cycle of management realms, pairing of nodes. */
final class MrealmRows {

    private MrealmRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.", Level.FABRIC);
        lifeCycle(rows);
        nodes(rows);
        pairing(rows);
        return rows.list();
    }

    private static void lifeCycle(Rows rows) {
        rows.add("list_mrealms", "return_names:bool=false")
                .returns("list[uuid] | list[string]")
                .built();
        rows.add("get_mrealm", "mrealm_oid:object")
                .returns("ManagementRealm")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("get_mrealm_by_name", "mrealm_name:string")
                .returns("ManagementRealm")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("create_mrealm", "mrealm:dict")
                .returns("ManagementRealm")
                .errors(FabricError.INVALID_REALM, ErrorUri.ALREADY_EXISTS)
                .events("on_mrealm_created")
                .built();
        rows.add("modify_mrealm", "mrealm_oid:object, mrealm_diff:dict")
                .returns("ManagementRealm")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("delete_mrealm", "mrealm_oid:object, cascade:bool=false")
                .returns("dict{oid, name, created, deleted, owner, caller, unpaired}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.DEPENDENT_OBJECTS)
                .events("on_realm_deleted")
                .built();
        rows.add("delete_mrealm_by_name", "mrealm_name:string, cascade:bool=false")
                .returns("dict{oid, name, created, deleted, owner, caller, unpaired}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.DEPENDENT_OBJECTS)
                .events("on_realm_deleted")
                .built();
        rows.add("set_roles_on_mrealm_for_user", "mrealm_oid:object, user_oid:object, user_roles:list")
                .returns("list[string]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("get_docs", "otype:string, oid:uuid").returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("delete_docs", "oid:uuid").returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
    }

    private static void nodes(Rows rows) {
        rows.add("list_nodes", "").returns("list[uuid]").built();
        rows.add("list_nodes_by_mrealm", "mrealm_id:object")
                .returns("list[uuid]")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("list_nodes_by_mrealm_name", "mrealm_name:string")
                .returns("list[uuid]")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("get_node", "node_id|node_oid:node")
                .returns("Node{…, heartbeat, timestamp, status}")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("get_node_by_name", "mrealm_name:string, node_name:string")
                .returns("Node")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("modify_node", "node_id|node_oid:node, node_delta:dict")
                .returns("Node")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("delete_node", "node_id|node_oid:node").returns("Node").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("stat_node", "node_id|node_oid:node").returns("dict").errors(ErrorUri.NO_SUCH_OBJECT);
    }

    private static void pairing(Rows rows) {
        rows.add("pair_node", "pubkey:key, realm_name:string, authid:string, authextra:dict?, *cluster_ip:string?")
                .returns("Node")
                .errors(
                        FabricError.NO_SUCH_REALM,
                        FabricError.NOT_AUTHORIZED,
                        FabricError.NODE_ALREADY_PAIRED,
                        FabricError.AUTHID_TAKEN)
                .events("on_node_paired")
                .built();
        rows.add("unpair_node", "node_oid|node_id:node")
                .returns("Node{…, mrealm_oid, killed}")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.NODE_NOT_PAIRED)
                .events("on_node_unpaired")
                .built();
        rows.add("unpair_node_by_pubkey", "pubkey:key")
                .returns("Node{…, mrealm_oid, killed}")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.NODE_NOT_PAIRED)
                .events("on_node_unpaired")
                .built();
        rows.add("unpair_node_by_name", "realm_name:string, authid:string")
                .returns("Node{…, mrealm_oid, killed}")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.NODE_NOT_PAIRED)
                .events("on_node_unpaired")
                .built();
    }
}
