package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.tracing.*}: traces on a router worker. */
final class RemoteTracingRows {

    private RemoteTracingRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.tracing.", Level.WORKER);
        rows.add("get_traces", "include_stopped:bool=false").returns("list[string]");
        rows.add("get_trace", "trace_id:string").returns("TraceInfo").errors(ErrorUri.NO_SUCH_OBJECT);
        rows.add("start_trace", "trace_id:id?, trace_config|trace_options:dict?")
                .returns("TraceInfo")
                .errors(ErrorUri.ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION)
                .events("on_trace_started");
        rows.add("stop_trace", "trace_id:string")
                .returns("TraceInfo")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .events("on_trace_stopped");
        // The generations differ: a single number after the trace is the limit; of several, the first is where to
        // begin.
        rows.add("get_trace_data", "trace_id:string, limit:integer=100, *from_seq:integer?, *to_seq:integer?")
                .form("trace_id:string, from_seq:integer?, to_seq:integer?, limit:integer=100")
                .returns("list[dict]")
                .errors(ErrorUri.NO_SUCH_OBJECT);
        return rows.list();
    }
}
