package dev.weft.engine.desired;

import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two transports of one node cannot listen on the same port, or at the same path. */
final class PortChecks {

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    private final Errors errors;
    private final List<Listening> seen = new ArrayList<>();

    PortChecks(Errors errors) {
        this.errors = errors;
    }

    /**
     * A transport and where it listens.
     *
     * @param port where the port or path is written
     */
    private record Listening(
            String worker, String transport, String address, String place, boolean shared, Origin port) {

        boolean meets(Listening other) {
            return place.equals(other.place)
                    && !(shared && other.shared)
                    && (address.equals(other.address)
                            || EVERYWHERE.contains(address)
                            || EVERYWHERE.contains(other.address));
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
        if (!(transport.fields().get("endpoint") instanceof Located.Fields endpoint)) {
            return;
        }
        boolean unix = WorkerObjects.text(endpoint, "type").equals("unix");
        Located at = endpoint.fields().get(unix ? "path" : "port");
        boolean known = at instanceof Located.Leaf leaf
                && (unix ? leaf.value() instanceof String : leaf.value() instanceof Long port && port > 0);
        if (at == null || !known) {
            return;
        }
        Object place = Located.plain(at);
        Located shared = endpoint.fields().get("shared");
        Listening mine = new Listening(
                worker,
                WorkerObjects.text(transport, "id"),
                WorkerObjects.text(endpoint, "interface"),
                unix ? "path " + place : "port " + place,
                shared != null && Boolean.TRUE.equals(Located.plain(shared)),
                at.origin());
        // Two of one id are told elsewhere.
        seen.stream()
                .filter(other ->
                        mine.meets(other) && !(other.worker.equals(worker) && other.transport.equals(mine.transport)))
                .findFirst()
                .ifPresent(other -> errors.error(
                        mine.port,
                        "worker '" + worker + "'",
                        "transport '" + mine.transport + "' listens on " + mine.place + ", as transport '"
                                + other.transport + "' of worker '" + other.worker + "' does (" + other.port + ")",
                        "give one of them another"));
        seen.add(mine);
    }
}
