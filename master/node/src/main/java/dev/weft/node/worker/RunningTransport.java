package dev.weft.node.worker;

import dev.weft.config.schema.Blocks;
import dev.weft.config.transport.Transport;
import dev.weft.config.web.WebService;
import dev.weft.node.procedure.Times;
import dev.weft.node.web.Host;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.Listening;
import dev.weft.wamp.link.CloseReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transport of this worker with its services. For the worker's executor only. */
final class RunningTransport {

    /** Numbers of Crossbar.io. */
    enum State {
        CREATED(1),
        STARTING(2),
        STARTED(3),
        FAILED(4),
        STOPPING(5),
        STOPPED(6);

        private final int number;

        State(int number) {
            this.number = number;
        }
    }

    private final String id;
    private final String type;
    private final Instant created;
    private Map<String, @Nullable Object> config;
    private final Bounds bounds;
    private final @Nullable Routes routes;
    private final Map<String, RunningService> services = new TreeMap<>();
    private State state = State.STARTING;
    private @Nullable Instant listeningSince;
    private @Nullable Listening listening;

    /** @param routes of a transport that has services; else null */
    RunningTransport(
            String id, Map<String, @Nullable Object> config, Instant created, Bounds bounds, @Nullable Routes routes) {
        this.id = id;
        this.type = String.valueOf(config.get("type"));
        this.created = created;
        this.config = config;
        this.bounds = bounds;
        this.routes = routes;
    }

    /**
     * A service.
     *
     * @param config as given
     * @param mounts what it put into the routes
     */
    record RunningService(
            String path, Map<String, @Nullable Object> config, Map<String, HttpService> mounts, Instant started) {

        Map<String, @Nullable Object> info() {
            Map<String, @Nullable Object> info = new LinkedHashMap<>();
            info.put("path", path);
            info.put("type", config.get("type"));
            info.put("config", Blocks.redact(WebService.class, config));
            info.put("started", Times.iso(started));
            return info;
        }
    }

    String id() {
        return id;
    }

    Map<String, @Nullable Object> config() {
        return config;
    }

    @Nullable
    Routes routes() {
        return routes;
    }

    Map<String, RunningService> services() {
        return services;
    }

    @Nullable
    Listening listening() {
        return listening;
    }

    void onListening(Listening server, Instant now, Map<String, @Nullable Object> withPort) {
        listening = server;
        listeningSince = now;
        config = withPort;
        state = State.STARTED;
    }

    void onState(State next) {
        state = next;
    }

    State state() {
        return state;
    }

    /** Of its services; once it listens. */
    Host host() {
        return bounds.host(listening == null ? new TransportMeter() : listening.meter());
    }

    void mount(RunningService service) {
        if (routes != null) {
            service.mounts().forEach(routes::put);
        }
        services.put(service.path(), service);
    }

    void unmount(RunningService service) {
        if (routes != null) {
            service.mounts().keySet().forEach(routes::remove);
        }
        services.remove(service.path());
    }

    /** Ends what its services keep for clients, and mounts nothing any more. */
    void unmountAll(CloseReason reason) {
        if (routes != null) {
            routes.close(reason);
        }
        services.clear();
    }

    /** TransportInfo as Crossbar.io has it. */
    Map<String, @Nullable Object> info() {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("type", type);
        info.put("config", Blocks.redact(Transport.class, config));
        info.put("created_at", Times.iso(created));
        info.put("listening_since", Times.isoOrNull(listeningSince));
        info.put("state", (long) state.number);
        return info;
    }

    List<Map<String, @Nullable Object>> serviceInfos() {
        List<Map<String, @Nullable Object>> infos = new ArrayList<>();
        services.values().forEach(s -> infos.add(s.info()));
        return infos;
    }
}
