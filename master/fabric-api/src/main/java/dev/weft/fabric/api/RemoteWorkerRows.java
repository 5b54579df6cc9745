package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;

/** {@code crossbarfabriccenter.remote.worker.*}: what every native worker offers. */
final class RemoteWorkerRows {

    static final String PROCESS_STATS =
            "dict{ts, time, pid, status, voluntary, nonvoluntary, user, system, cpu_percent, resident, virtual, mem_percent, reads, writes}";

    private RemoteWorkerRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.worker.", Level.WORKER);
        rows.add("shutdown", "").returns("null").built();
        rows.add("get_status", "").returns("dict").built();
        rows.add("utcnow", "").returns("string").readdressed("utcnow").built();
        rows.add("started", "").returns("string").readdressed("started").built();
        rows.add("uptime", "").returns("number").readdressed("uptime").built();
        rows.add("get_cpu_count", "logical:bool=true").returns("integer").built();
        rows.add("get_process_info", "")
                .returns("dict{descriptors, threads, files, sockets}")
                .readdressed("get_process_info")
                .built();
        rows.add("get_process_stats", "")
                .returns(PROCESS_STATS)
                .readdressed("get_process_stats")
                .built();
        rows.add("probe", "request:dict")
                .returns("dict{ok, reason}")
                .errors(ErrorUri.NO_SUCH_OBJECT)
                .extension()
                .built();
        process(rows);
        profiling(rows);
        return rows.list();
    }

    private static void process(Rows rows) {
        rows.add("get_cpus", "").returns("list[integer]");
        rows.add("get_cpu_affinity", "").returns("list[integer]").readdressed("get_cpu_affinity");
        rows.add("set_cpu_affinity", "cpus:list, relative:bool=true")
                .returns("list[integer]")
                .readdressed("set_cpu_affinity");
        rows.add("get_process_monitor", "").returns("dict").built();
        rows.add("set_process_stats_monitoring", "interval:number")
                .returns("number")
                .readdressed("set_process_stats_monitoring");
        rows.add("trigger_gc", "").returns("integer").readdressed("trigger_gc").built();
        rows.add("start_manhole", "config:dict")
                .returns("dict{created, status, started, uptime, config}")
                .errors(FabricError.ALREADY_STARTED, ErrorUri.INVALID_CONFIGURATION, ErrorUri.CANNOT_LISTEN)
                .readdressed("start_manhole");
        rows.add("stop_manhole", "")
                .returns("null")
                .errors(FabricError.NOT_STARTED)
                .readdressed("stop_manhole");
        rows.add("get_manhole", "").returns("dict | null").readdressed("get_manhole");
        rows.add("set_node_id", "node_id:string").returns("null").built();
        rows.add("get_node_id", "").returns("string").built();
        rows.add("get_pythonpath", "").returns("list[string]").readdressed("get_pythonpath");
        rows.add("add_pythonpath", "paths:list, prepend:bool=true")
                .returns("dict{paths, paths_added, prepend, who}")
                .readdressed("add_pythonpath");
    }

    private static void profiling(Rows rows) {
        rows.add("get_profilers", "").returns("list[dict]");
        rows.add("start_profiler", "profiler:string=vmprof, runtime:number=10, async|start_async:bool=true")
                .returns("dict{id, who, profiler, runtime, async}")
                .events("on_profile_started", "on_profile_finished");
        rows.add("get_profile", "profile_id:string")
                .returns("dict{id, profiler, runtime, profile}")
                .errors(ErrorUri.NO_SUCH_OBJECT);
    }
}
