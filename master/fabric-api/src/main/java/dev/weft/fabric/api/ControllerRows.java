package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.Collections;
import java.util.List;

/**
 * The controller of a management realm: {@code crossbarfabriccenter.mrealm.*} there, {@code crossbarfabriccenter.mrealm.<realm_name>.*}
 * on the global realm.
 */
final class ControllerRows {

    private static final String TRACING = "crossbarfabriccenter.mrealm.tracing.";

    private ControllerRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.mrealm.<realm_name>.", Level.MREALM);
        rows.add("get_status", "")
                .returns("dict{type, realm, now, started, uptime, tick}")
                .built();
        rows.add("get_nodes", "status:string?, return_names:bool=false, details:bool=false")
                .returns("list[uuid] | list[string] | list[Node{…, inventory}] with details")
                .built();
        rows.add("get_node", "node_oid|node_id:node")
                .returns("Node{…, heartbeat, timestamp, status}")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("get_node_by_authid", "node_authid:string, details:bool=false")
                .returns("Node{…, heartbeat, timestamp, status} | Node{…, inventory} with details")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .built();
        rows.add("get_capabilities", "")
                .returns("dict{product, version, extensions}")
                .extension()
                .built();
        // What a reconciler owns on a node, kept for it: {owned: {object path: {JSON pointer: fingerprint of a
        // secret}}}. The master stores it durably before it answers, gives it back with the details of get_nodes
        // and get_node_by_authid (null until one was stored), and drops it when the node is unpaired.
        rows.add("set_inventory", "node_oid|node_id:node, inventory:dict")
                .returns("dict{owned}")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .extension()
                .built();
        // What fingerprints in inventories are keyed with: one random key per master, made once, so that all who
        // may store inventories compute the same fingerprint for the same secret.
        rows.add("get_fingerprint_key", "").returns("dict{key}").extension().built();
        // How far the changes of each node that is online have come, as its events and heartbeats told: what was
        // read at this place of a node's snapshot is still so.
        rows.add("get_change_counts", "")
                .returns("dict{<node_authid>: {epoch, seq}}")
                .extension()
                .built();
        traces(rows);
        return rows.list();
    }

    private static void traces(Rows rows) {
        rows.add("get_traces", "").returns("list[string]");
        rows.add("get_trace", "trace_id:string").returns("Trace").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("get_trace_data", "trace_id:string, filters|limit:any?")
                .returns("dict{<node_oid>: {<worker_id>: {success, data}}}")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("create_trace", "trace_config:dict")
                .form(
                        "trace_id:id, traced_workers:list, trace_options:dict?, eligible_reader_roles:list?, exclude_reader_roles:list?",
                        given -> Collections.singletonMap("trace_config", given))
                .returns("Trace")
                .errors(ErrorUri.ALREADY_EXISTS)
                .events(TRACING + "on_trace_created");
        rows.add("start_trace", "trace_id:string")
                .returns("dict{started, failed}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.CANNOT_START)
                .events(TRACING + "on_trace_starting", TRACING + "on_trace_started");
        rows.add("stop_trace", "trace_id:string")
                .returns("dict{stopped, failed}")
                .errors(ErrorUri.NO_SUCH_OBJECT, ErrorUri.CANNOT_STOP)
                .events(TRACING + "on_trace_stopping", TRACING + "on_trace_stopped");
        rows.add("delete_trace", "trace_id:string")
                .returns("dict")
                .errors(ErrorUri.NO_SUCH_OBJECT, FabricError.NOT_STOPPED)
                .events(TRACING + "on_trace_deleted");
    }
}
