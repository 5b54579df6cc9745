package dev.weft.fabric.api;

import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code crossbarfabriccenter.remote.node.*}: a node's controller. */
final class RemoteNodeRows {

    private RemoteNodeRows() {}

    static List<Procedure> all() {
        Rows rows = new Rows("crossbarfabriccenter.remote.node.", Level.NODE);
        rows.add("get_status", "").returns("NodeStatus").built();
        rows.add("get_system_stats", "")
                .returns("dict{uptime, elapsed, network, disk, cpu, memory}")
                .built();
        rows.add("get_snapshot", "").returns("Snapshot").extension().built();
        rows.add("shutdown", "restart:bool=false, mode:string?")
                .returns("dict{node_id, restart, mode, who, when, was_clean} | null")
                .events("on_node_stopping")
                .readdressed("shutdown")
                .built();
        workers(rows);
        process(rows);
        return rows.list();
    }

    private static void workers(Rows rows) {
        rows.add("get_workers", "filter_types:list?")
                .returns("list[string]")
                .readdressed("get_workers")
                .built();
        rows.add("get_worker", "worker_id:string, include_stats:bool=false")
                .returns("WorkerInfo")
                .errors(ErrorUri.NO_SUCH_WORKER)
                .built();
        rows.add("start_worker", "worker_id|id:id?, worker_type|type:string, worker_options|options:dict?")
                .form("worker_id|id:id?, worker_config|config:dict", StartWorker::fromConfig)
                .returns("dict{id, type, status, created, started, startup_time, pid, who}")
                .errors(ErrorUri.WORKER_ALREADY_RUNNING, ErrorUri.INVALID_CONFIGURATION, ErrorUri.CANNOT_START)
                .events("on_worker_starting", "on_worker_started")
                .built();
        rows.add("stop_worker", "worker_id|id:string, kill:bool=false")
                .returns("dict{id, type, kill, who, when}")
                .errors(ErrorUri.NO_SUCH_WORKER, ErrorUri.WORKER_NOT_RUNNING, FabricError.STOP_WORKER_FAILED)
                .events("on_worker_stopping", "on_worker_stopped")
                .built();
        rows.add("get_worker_log", "worker_id|id:string, limit:integer=100")
                .returns("list[string | dict]")
                .errors(ErrorUri.NO_SUCH_WORKER)
                .aliases("crossbarfabriccenter.remote.worker.get_worker_log")
                .readdressed("get_worker_log")
                .built();
    }

    private static void process(Rows rows) {
        rows.add("get_cpu_count", "logical:bool=true").returns("integer").built();
        rows.add("get_cpu_affinity", "").returns("list[integer]");
        rows.add("set_cpu_affinity", "cpus:list, relative:bool=true").returns("list[integer]");
        rows.add("get_process_info", "")
                .returns("dict{descriptors, threads, files, sockets}")
                .readdressed("get_process_info")
                .built();
        rows.add("get_process_stats", "")
                .returns(RemoteWorkerRows.PROCESS_STATS)
                .readdressed("get_process_stats")
                .built();
        rows.add("set_process_stats_monitoring", "interval:number")
                .returns("number")
                .readdressed("set_process_stats_monitoring");
        rows.add("trigger_gc", "").returns("integer").readdressed("trigger_gc").built();
        rows.add("start_manhole", "port:integer?")
                .form("config:dict", UnaryOperator.identity())
                .returns("dict{created, status, started, uptime, config}")
                .errors(FabricError.ALREADY_STARTED, ErrorUri.INVALID_CONFIGURATION, ErrorUri.CANNOT_LISTEN)
                .readdressed("start_manhole");
        rows.add("stop_manhole", "")
                .returns("null")
                .errors(FabricError.NOT_STARTED)
                .readdressed("stop_manhole");
        rows.add("get_manhole", "").returns("dict | null").readdressed("get_manhole");
    }
}
