package dev.weft.node.worker;

import dev.weft.config.transport.RawSocketTransport;
import dev.weft.config.transport.StreamTesteeTransport;
import dev.weft.config.transport.Transport;
import dev.weft.config.transport.UniversalTransport;
import dev.weft.config.transport.WebOptions;
import dev.weft.config.transport.WebSocketTesteeTransport;
import dev.weft.config.transport.WebSocketTransport;
import dev.weft.config.transport.WebTransport;
import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.worker.RunningTransport.State;
import dev.weft.transport.TransportException;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.link.CloseReason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The transports of this worker, by id, in the order in which they were started. For the worker's executor only. */
final class TransportTable {

    private final WampServer server;
    private final Endpoints endpoints;
    private final Protocols protocols;
    private final Reporter reporter;
    private final Executor loop;
    private final InstantSource clock;
    private final Map<String, RunningTransport> transports = new LinkedHashMap<>();

    TransportTable(Endpoints endpoints, Protocols protocols, Reporter reporter, RouterWorker.Place place) {
        this.server = place.server();
        this.endpoints = endpoints;
        this.protocols = protocols;
        this.reporter = reporter;
        this.loop = place.loop();
        this.clock = place.clock();
    }

    Collection<RunningTransport> all() {
        return transports.values();
    }

    RunningTransport require(String id) {
        RunningTransport found = transports.get(id);
        if (found == null) {
            throw Refusals.noSuchObject("No transport " + id);
        }
        return found;
    }

    /** What each transport counts, or only one of them, by id. */
    Map<String, @Nullable Object> stats(@Nullable String id) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (id != null) {
            require(id);
        }
        listening().forEach((each, server) -> {
            if (id == null || id.equals(each)) {
                all.put(each, StatsTrees.of(server));
            }
        });
        return all;
    }

    /** Those that listen, by id. */
    Map<String, Listening> listening() {
        Map<String, Listening> all = new LinkedHashMap<>();
        transports.forEach((id, running) -> {
            Listening listening = running.listening();
            if (listening != null) {
                all.put(id, listening);
            }
        });
        return all;
    }

    /** For calls about services, whose errors differ. */
    @Nullable
    RunningTransport find(String id) {
        return transports.get(id);
    }

    CompletionStage<RunningTransport> start(String id, Map<String, @Nullable Object> tree) {
        Transport config = Refusals.requireBlock(Transport.class, tree, "transport '" + id + "'");
        if (transports.containsKey(id)) {
            throw ApplicationError.of(
                    ErrorUri.ALREADY_RUNNING,
                    "Could not start transport: a transport with ID \"" + id + "\" is already running (or starting)");
        }
        Routes routes = new Routes();
        Bounds bounds = Bounds.of(config.limits());
        ServerProtocol protocol = protocol(config, routes, bounds);
        List<ListenAddress> addresses = endpoints.addresses(config.endpoint());
        ServerTls tls = endpoints.tls(config.endpoint());
        RunningTransport running =
                new RunningTransport(id, tree, clock.instant(), bounds, hasServices(config) ? routes : null);
        transports.put(id, running);
        return reporter.step(Subject.ROUTER_TRANSPORT, Phase.STARTING, List.of(id), null)
                .thenCompose(told -> listen(server.named("transport " + id), addresses, protocol, tls))
                .handleAsync((listening, failure) -> settle(running, listening, failure), loop)
                .thenCompose(settled -> settled);
    }

    /**
     * Tells the controller that the transport serves, then starts the services that come with it. Where one of both fails the
     * transport ends again, with all of its connections.
     */
    CompletionStage<Map<String, @Nullable Object>> announce(
            RunningTransport running, Supplier<CompletionStage<Void>> services) {
        List<String> ids = List.of(running.id());
        CompletionStage<Void> kept = reporter.report(
                new Report(Subject.ROUTER_TRANSPORT, Phase.STARTED, ids, running.config(), running.info()));
        return reporter.orUndo(kept, Subject.ROUTER_TRANSPORT, ids, () -> takeAway(running))
                .thenCompose(told -> reporter.orUndo(
                        services.get(),
                        Subject.ROUTER_TRANSPORT,
                        ids,
                        () -> takeAway(running)
                                .thenCompose(gone ->
                                        reporter.step(Subject.ROUTER_TRANSPORT, Phase.STOPPED, ids, running.info()))))
                .thenApply(served -> running.info());
    }

    private CompletionStage<?> takeAway(RunningTransport running) {
        Listening listening = running.listening();
        if (!transports.remove(running.id(), running) || listening == null) {
            return CompletableFuture.completedFuture(running);
        }
        running.onState(State.FAILED);
        running.unmountAll(CloseReason.normal());
        return listening.closeAll(CloseReason.normal());
    }

    /** Ends everything, without a word to the controller. Completes when all connections are gone. */
    CompletionStage<Void> closeAll(CloseReason reason) {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (RunningTransport running : transports.values()) {
            Listening listening = running.listening();
            running.unmountAll(reason);
            if (listening != null) {
                ends.add(listening.closeAll(reason).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    CompletionStage<Map<String, @Nullable Object>> stop(String id) {
        RunningTransport running = transports.get(id);
        Listening listening = running == null ? null : running.listening();
        if (running == null || listening == null || running.state() != State.STARTED) {
            throw ApplicationError.of(
                    ErrorUri.NOT_RUNNING,
                    "Cannot stop transport: no transport with ID '" + id + "' or transport is already stopping");
        }
        Map<String, @Nullable Object> before = running.info();
        running.onState(State.STOPPING);
        return reporter.step(Subject.ROUTER_TRANSPORT, Phase.STOPPING, List.of(id), running.info())
                .thenCompose(told -> listening.close())
                .thenComposeAsync(
                        closed -> {
                            transports.remove(id);
                            running.unmountAll(CloseReason.normal());
                            running.onState(State.STOPPED);
                            return reporter.step(Subject.ROUTER_TRANSPORT, Phase.STOPPED, List.of(id), running.info());
                        },
                        loop)
                .thenApply(told -> before);
    }

    private static boolean hasServices(Transport config) {
        return config instanceof WebTransport
                || (config instanceof UniversalTransport universal && universal.web() != null);
    }

    /** @param routes for the services of a transport that has some */
    private ServerProtocol protocol(Transport config, Routes routes, Bounds bounds) {
        if (config instanceof WebSocketTransport webSocket) {
            return protocols.webSocket(webSocket, bounds);
        }
        if (config instanceof RawSocketTransport rawSocket) {
            return protocols.rawSocket(rawSocket, bounds);
        }
        if (config instanceof WebTransport web) {
            refuse(web.options());
            return new ServerProtocol.Web(routes, bounds.limits());
        }
        if (config instanceof UniversalTransport universal) {
            if (universal.web() != null) {
                refuse(universal.web().options());
            }
            return protocols.universal(universal, routes, bounds);
        }
        if (config instanceof WebSocketTesteeTransport testee) {
            return protocols.testee(testee, bounds);
        }
        if (config instanceof StreamTesteeTransport) {
            return new ServerProtocol.StreamEcho(bounds.limits());
        }
        throw Refusals.unavailable("the transport " + config.getClass().getSimpleName());
    }

    private static void refuse(WebOptions options) {
        if (options.hsts() || options.clientTimeout() != null) {
            throw Refusals.unavailable("'hsts' or 'client_timeout' of a web transport");
        }
    }

    /** At the first of the addresses that is free. */
    private static CompletionStage<Listening> listen(
            WampServer server, List<ListenAddress> addresses, ServerProtocol protocol, @Nullable ServerTls tls) {
        CompletionStage<Listening> attempt = server.listen(addresses.get(0), protocol, tls);
        if (addresses.size() == 1) {
            return attempt;
        }
        return attempt.handle((listening, failure) -> failure == null
                        ? CompletableFuture.completedFuture(listening)
                        : listen(server, addresses.subList(1, addresses.size()), protocol, tls))
                .thenCompose(next -> next);
    }

    private CompletionStage<RunningTransport> settle(
            RunningTransport running, @Nullable Listening listening, @Nullable Throwable failure) {
        if (listening != null) {
            running.onListening(listening, clock.instant(), withPort(running.config(), listening.port()));
            return CompletableFuture.completedFuture(running);
        }
        transports.remove(running.id());
        running.onState(State.FAILED);
        ApplicationError error = ApplicationError.of(ErrorUri.CANNOT_LISTEN, message(failure));
        return reporter.step(Subject.ROUTER_TRANSPORT, Phase.FAILED, List.of(running.id()), running.info())
                .thenCompose(told -> CompletableFuture.failedFuture(error));
    }

    private static String message(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TransportException t && t.getMessage() != null
                ? t.getMessage()
                : "Cannot listen on transport endpoint: " + cause;
    }

    /** The configuration with the port that was bound, where it left the choice open. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> withPort(Map<String, @Nullable Object> config, int port) {
        if (!(config.get("endpoint") instanceof Map<?, ?> given) || !"tcp".equals(given.get("type"))) {
            return config;
        }
        Object wished = given.get("port");
        boolean open = wished == null || (wished instanceof Number n && n.intValue() == 0);
        if (!open && given.get("portrange") == null) {
            return config;
        }
        Map<String, @Nullable Object> endpoint = new LinkedHashMap<>((Map<String, @Nullable Object>) given);
        endpoint.put("port", (long) port);
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(config);
        copy.put("endpoint", endpoint);
        return copy;
    }
}
