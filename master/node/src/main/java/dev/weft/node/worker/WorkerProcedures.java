package dev.weft.node.worker;

import dev.weft.node.channel.WorkerPlace;
import dev.weft.node.procedure.LocalProcedure;
import dev.weft.node.procedure.ProcessProcedures;
import dev.weft.node.procedure.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every worker offers beside its process' own procedures. For the worker's executor only. */
final class WorkerProcedures {

    private final WorkerPlace place;
    private final ProcessProcedures process;
    private final RealmTable realms;
    private final TransportTable transports;
    private String nodeId;

    WorkerProcedures(WorkerPlace place, ProcessProcedures process, RealmTable realms, TransportTable transports) {
        this.place = place;
        this.process = process;
        this.realms = realms;
        this.transports = transports;
        this.nodeId = place.nodeId();
    }

    Map<String, LocalProcedure> all() {
        Map<String, LocalProcedure> all = new LinkedHashMap<>();
        all.put("get_status", LocalProcedure.of(call -> status()));
        all.put("get_node_id", LocalProcedure.of(call -> nodeId));
        all.put("set_node_id", LocalProcedure.of(call -> {
            nodeId = call.arguments().string("node_id");
            return null;
        }));
        return all;
    }

    private Map<String, @Nullable Object> status() {
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("id", place.id());
        status.put("type", "router");
        status.put("status", "started");
        status.put("pid", ProcessHandle.current().pid());
        status.put("node_id", nodeId);
        status.put("started", Times.iso(process.started()));
        status.put("uptime", Times.seconds(Duration.between(process.started(), Instant.now())));
        status.put("realms", realms.all().size());
        status.put("transports", transports.all().size());
        return status;
    }
}
