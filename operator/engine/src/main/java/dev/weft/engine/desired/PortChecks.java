package dev.weft.engine.desired;

import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two transports of one node cannot listen on the same port, or at the same path. */
final class PortChecks {

    private final Errors errors;
    private final List<Listener> seen = new ArrayList<>();

    PortChecks(Errors errors) {
        this.errors = errors;
    }

    /**
     * A transport and where it listens.
     *
     * @param written where the port or path is
     */
    private record Listener(String worker, String transport, Listening where, Origin written) {

        boolean isOther(Listener other) {
            return !(worker.equals(other.worker) && transport.equals(other.transport));
        }
    }

    void check(Located.Items workers) {
        for (Located worker : workers.items()) {
            if (worker instanceof Located.Fields fields) {
                for (Located.Fields transport : WorkerObjects.items(fields, "transports")) {
                    listen(WorkerObjects.text(fields, "id"), transport);
                }
            }
        }
    }

    private void listen(String worker, Located.Fields transport) {
        if (!(Located.plain(transport) instanceof Map<?, ?> config)
                || !(transport.fields().get("endpoint") instanceof Located.Fields endpoint)) {
            return;
        }
        Listening where = Listening.of(config).orElse(null);
        if (where == null) {
            return;
        }
        boolean unix = WorkerObjects.text(endpoint, "type").equals("unix");
        Located at = endpoint.fields().getOrDefault(unix ? "path" : "port", endpoint);
        Listener mine = new Listener(worker, WorkerObjects.text(transport, "id"), where, at.origin());
        // Two of one id are told elsewhere.
        seen.stream()
                .filter(other -> where.meets(other.where) && mine.isOther(other))
                .findFirst()
                .ifPresent(other -> errors.error(
                        mine.written,
                        "worker '" + worker + "'",
                        "transport '" + mine.transport + "' listens on " + where.place() + ", as transport '"
                                + other.transport + "' of worker '" + other.worker + "' does (" + other.written + ")",
                        "give one of them another"));
        seen.add(mine);
    }
}
