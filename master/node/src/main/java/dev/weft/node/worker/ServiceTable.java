package dev.weft.node.worker;

import dev.weft.config.Ids;
import dev.weft.config.transport.TransportBounds;
import dev.weft.config.web.WebService;
import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.web.Host;
import dev.weft.node.web.ServiceFactory;
import dev.weft.node.worker.RunningTransport.RunningService;
import dev.weft.node.worker.RunningTransport.State;
import dev.weft.transport.TransportMeter;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The services on the paths of this worker's web transports. For the worker's executor only. */
final class ServiceTable {

    private final TransportTable transports;
    private final ServiceFactory factory;
    private final Reporter reporter;
    private final InstantSource clock;

    ServiceTable(TransportTable transports, ServiceFactory factory, Reporter reporter, InstantSource clock) {
        this.transports = transports;
        this.factory = factory;
        this.reporter = reporter;
        this.clock = clock;
    }

    List<Map<String, @Nullable Object>> all(String transportId) {
        return requireWeb(transportId).serviceInfos();
    }

    Map<String, @Nullable Object> get(String transportId, String path) {
        return require(requireWeb(transportId), path).info();
    }

    /** Refuses what is wrong with services before anything listens. */
    void check(Map<String, Map<String, @Nullable Object>> configs) {
        Bounds defaults = Bounds.of(TransportBounds.DEFAULT);
        configs.forEach((path, config) -> service(path, config, defaults.host(new TransportMeter())));
    }

    /** Mounts the service of "/" of the transport's own configuration: it belongs to the transport and has no life of its own. */
    void mountRoot(RunningTransport transport, Map<String, Map<String, @Nullable Object>> root) {
        root.forEach((path, config) -> transport.mount(service(path, config, transport.host())));
    }

    CompletionStage<Void> startAll(String transportId, Map<String, Map<String, @Nullable Object>> configs) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (Map.Entry<String, Map<String, @Nullable Object>> entry : configs.entrySet()) {
            done = done.thenCompose(before -> start(transportId, entry.getKey(), entry.getValue()))
                    .thenApply(info -> null);
        }
        return done;
    }

    CompletionStage<Map<String, @Nullable Object>> start(
            String transportId, String path, Map<String, @Nullable Object> tree) {
        requirePath(path);
        RunningTransport transport = requireWeb(transportId);
        if (transport.services().containsKey(path)) {
            throw ApplicationError.of(
                    ErrorUri.ALREADY_RUNNING,
                    "Web transport " + transportId + ": a service is already running on path '" + path + "'");
        }
        RunningService service = service(path, tree, transport.host());
        List<String> ids = List.of(transportId, path);
        CompletionStage<Void> mounted = reporter.step(Subject.WEB_TRANSPORT_SERVICE, Phase.STARTING, ids, null)
                .thenCompose(told -> {
                    transport.mount(service);
                    return reporter.report(
                            new Report(Subject.WEB_TRANSPORT_SERVICE, Phase.STARTED, ids, tree, service.info()));
                });
        return reporter.orUndo(mounted, Subject.WEB_TRANSPORT_SERVICE, ids, () -> {
                    if (transport.services().get(path) == service) {
                        transport.unmount(service);
                    }
                    return CompletableFuture.completedFuture(service);
                })
                .thenApply(told -> {
                    Map<String, @Nullable Object> result = new LinkedHashMap<>();
                    result.put("transport_id", transportId);
                    result.put("path", path);
                    result.put("config", service.info().get("config"));
                    return result;
                });
    }

    CompletionStage<Map<String, @Nullable Object>> stop(String transportId, String path) {
        RunningTransport transport = requireWeb(transportId);
        RunningService service = require(transport, path);
        List<String> ids = List.of(transportId, path);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("transport_id", transportId);
        result.put("path", path);
        transport.unmount(service);
        return reporter.step(Subject.WEB_TRANSPORT_SERVICE, Phase.STOPPING, ids, service.info())
                .thenCompose(told -> reporter.step(Subject.WEB_TRANSPORT_SERVICE, Phase.STOPPED, ids, result))
                .thenApply(told -> result);
    }

    private RunningService service(String path, Map<String, @Nullable Object> tree, Host host) {
        WebService config = Refusals.requireBlock(WebService.class, tree, "service on path '" + path + "'");
        return new RunningService(path, tree, factory.mounts(path, config, host), clock.instant());
    }

    private RunningTransport requireWeb(String id) {
        RunningTransport found = transports.find(id);
        if (found == null || found.state() != State.STARTED || found.routes() == null) {
            throw ApplicationError.of(
                    ErrorUri.NOT_RUNNING, "No web transport with ID '" + id + "' is running, or it has no paths");
        }
        return found;
    }

    private static RunningService require(RunningTransport transport, String path) {
        RunningService service = transport.services().get(path);
        if (service == null) {
            throw ApplicationError.of(
                    ErrorUri.NOT_RUNNING,
                    "Web transport " + transport.id() + ": no service running on path '" + path + "'");
        }
        return service;
    }

    private static void requirePath(String path) {
        if (!path.matches(Ids.PATH)) {
            throw Refusals.invalidArgument("path", Ids.PATH_MEANING, path);
        }
    }
}
