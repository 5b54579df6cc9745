package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveNode.Version;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what runs on a node: in one call where it gives snapshots, else object by object. */
final class NodeReader {

    /** Calls in flight to one node while it is read object by object. */
    private static final int READS_PER_NODE = 8;

    /** Errors of a node that is busy, or that changes while it is read. */
    private static final Set<String> PASSING = Set.of(
            ErrorUri.TIMEOUT,
            ErrorUri.CANCELED,
            ErrorUri.UNAVAILABLE,
            ErrorUri.NO_AVAILABLE_CALLEE,
            ErrorUri.NO_SUCH_OBJECT,
            ErrorUri.NO_SUCH_WORKER,
            ErrorUri.NOT_RUNNING,
            ErrorUri.WORKER_NOT_RUNNING);

    private final FabricSessions sessions;
    private final Function<NodeKey, CompletionStage<Boolean>> online;
    private volatile Set<ObjectPath> expected = Set.of();

    /** @param online asks the master whether a node has its uplink now */
    NodeReader(FabricSessions sessions, Function<NodeKey, CompletionStage<Boolean>> online) {
        this.sessions = sessions;
        this.online = online;
    }

    /** Objects to ask for by name, beside what a node lists by itself. */
    void expect(Set<ObjectPath> paths) {
        expected = Set.copyOf(paths);
    }

    CompletionStage<LiveNode> read(NodeRecord node, Set<Capability> capabilities) {
        if (!node.online()) {
            return CompletableFuture.completedFuture(
                    live(node, Completeness.OFFLINE, new TreeMap<>(), Version.UNKNOWN));
        }
        CompletionStage<LiveNode> reading =
                capabilities.contains(Capability.GET_SNAPSHOT) ? bySnapshot(node, capabilities) : byObjects(node);
        return reading.exceptionallyCompose(failure -> unreadable(node, Stages.cause(failure)));
    }

    /** A node that answers this is one of ours, and can what the master says its nodes can. */
    private CompletionStage<LiveNode> bySnapshot(NodeRecord node, Set<Capability> capabilities) {
        return call(node, Row.GET_SNAPSHOT)
                .thenApply(answer -> {
                    Map<String, Object> snapshot = Wire.dict(answer);
                    return live(
                                    node,
                                    Completeness.COMPLETE,
                                    SnapshotObjects.of(node.key(), snapshot),
                                    SnapshotObjects.version(snapshot))
                            .withCapabilities(capabilities.stream()
                                    .filter(Capability::isOfNodes)
                                    .collect(Collectors.toSet()));
                })
                .exceptionallyCompose(failure ->
                        isMissing(Stages.cause(failure)) ? byObjects(node) : CompletableFuture.failedFuture(failure));
    }

    /** An original node below our master, or an original master: it can nothing beyond an original. */
    private CompletionStage<LiveNode> byObjects(NodeRecord node) {
        return call(node, Row.GET_WORKERS)
                .thenCompose(ids -> Stages.each(Wire.ids(ids), READS_PER_NODE, id -> worker(node, id)))
                .thenApply(workers -> {
                    Map<String, Object> snapshot = Map.of("workers", workers);
                    return live(node, Completeness.COMPLETE, SnapshotObjects.of(node.key(), snapshot), Version.UNKNOWN);
                });
    }

    private CompletionStage<Map<String, Object>> worker(NodeRecord node, String id) {
        return call(node, Row.GET_WORKER, id).thenCompose(answer -> {
            Map<String, Object> worker = Wire.dict(answer);
            worker.put("id", id);
            boolean isOpen = "router".equals(worker.get("type")) && "started".equals(worker.get("status"));
            return isOpen
                    ? inside(node, id, worker).exceptionallyCompose(failure -> worker(id, Stages.cause(failure)))
                    : CompletableFuture.completedFuture(worker);
        });
    }

    private CompletionStage<Map<String, Object>> inside(NodeRecord node, String id, Map<String, Object> worker) {
        return call(node, Row.GET_ROUTER_REALMS, id)
                .thenCompose(ids -> Stages.each(
                        Wire.ids(ids),
                        READS_PER_NODE,
                        realm -> call(node, Row.GET_ROUTER_REALM, id, realm).thenApply(Wire::dict)))
                .thenCompose(realms -> {
                    worker.put("realms", realms);
                    return call(node, Row.GET_ROUTER_TRANSPORTS, id);
                })
                .thenCompose(
                        ids -> Stages.each(Wire.ids(ids), READS_PER_NODE, transport -> transport(node, id, transport)))
                .thenApply(transports -> {
                    worker.put("transports", transports);
                    return worker;
                });
    }

    /** A worker whose procedures vanish while it is read is on its way down, or not yet up: it passes. */
    private static CompletionStage<Map<String, Object>> worker(String id, Throwable failure) {
        boolean vanished = isMissing(failure);
        return CompletableFuture.failedFuture(
                vanished ? ApplicationError.of(ErrorUri.NO_SUCH_WORKER, "no worker '" + id + "'") : failure);
    }

    /**
     * A transport with its services. An original lists the paths that its configuration named at the start, whether anything runs
     * there or not, and none that was started later. So each listed path and each that a document wants is asked for.
     */
    private CompletionStage<Map<String, Object>> transport(NodeRecord node, String worker, String id) {
        return call(node, Row.GET_ROUTER_TRANSPORT, worker, id).thenCompose(answer -> {
            Map<String, Object> transport = Wire.dict(answer);
            Object type = Wire.dict(transport.get("config")).get("type");
            if (!"web".equals(type)) {
                return CompletableFuture.completedFuture(transport);
            }
            ObjectPath path = node.key().path().child(ObjectKind.WORKER, worker).child(ObjectKind.TRANSPORT, id);
            return call(node, Row.GET_WEB_TRANSPORT_SERVICES, worker, id)
                    .thenCompose(listed -> Stages.each(
                            List.copyOf(candidates(path, listed)),
                            READS_PER_NODE,
                            segment -> service(node, worker, id, segment)))
                    .thenApply(services -> {
                        transport.put(
                                "services",
                                services.stream().flatMap(Optional::stream).toList());
                        return transport;
                    });
        });
    }

    private Set<String> candidates(ObjectPath transport, @Nullable Object listed) {
        Set<String> segments = new TreeSet<>();
        for (Object item : Wire.list(listed)) {
            segments.add(
                    item instanceof String text
                            ? text
                            : String.valueOf(Wire.dict(item).get("path")));
        }
        for (ObjectPath path : expected) {
            if (path.isInside(transport)) {
                segments.add(path.name());
            }
        }
        return segments;
    }

    private CompletionStage<Optional<Map<String, Object>>> service(
            NodeRecord node, String worker, String transport, String segment) {
        ObjectCalls calls = ObjectCalls.of(ObjectKind.SERVICE);
        return call(node, calls.read(), worker, transport, segment)
                .thenApply(answer -> Optional.of(serviceAt(segment, Wire.dict(answer))))
                .exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError error
                                && calls.absent().contains(error.uri())
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private static Map<String, Object> serviceAt(String segment, Map<String, Object> answer) {
        Map<String, Object> service = new LinkedHashMap<>(answer);
        service.put("path", segment);
        return service;
    }

    /**
     * What cannot be read is unknown, never absent: of a node that lost its uplink while it was read until it is back, of one that is
     * busy until it is read again, else until somebody mends what is wrong.
     */
    private CompletionStage<LiveNode> unreadable(NodeRecord node, Throwable failure) {
        LiveNode unknown = live(node, Completeness.UNKNOWN, new TreeMap<>(), Version.UNKNOWN);
        if (failure instanceof TimeoutException) {
            return CompletableFuture.completedFuture(unknown);
        }
        if (!(failure instanceof ApplicationError error)) {
            return CompletableFuture.failedFuture(failure);
        }
        if (PASSING.contains(error.uri())) {
            return CompletableFuture.completedFuture(unknown);
        }
        LiveNode refused = unknown.withProblem(problem(error));
        LiveNode offline = unknown.withCompleteness(Completeness.OFFLINE);
        if (!error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE)) {
            return CompletableFuture.completedFuture(refused);
        }
        return Replies.saysOffline(error)
                ? CompletableFuture.completedFuture(offline)
                : online.apply(node.key()).thenApply(still -> still ? refused : offline);
    }

    private static LiveNode.Problem problem(ApplicationError error) {
        boolean forbidden =
                error.uri().equals(ErrorUri.NOT_AUTHORIZED) || error.uri().equals(ErrorUri.AUTHORIZATION_FAILED);
        return new LiveNode.Problem(
                error.uri() + (error.text().equals(error.uri()) ? "" : ": " + error.text()),
                forbidden ? "use the key of somebody who may manage this realm" : "look into the log of the node");
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof ApplicationError error
                && (error.uri().equals(ErrorUri.FEATURE_UNAVAILABLE)
                        || error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE))
                && !Replies.saysOffline(error);
    }

    private static LiveNode live(
            NodeRecord node, Completeness completeness, SortedMap<ObjectPath, LiveObject> objects, Version version) {
        return new LiveNode(
                node.key(),
                Optional.of(node.oid()),
                node.publicKey(),
                node.owner(),
                completeness,
                objects,
                node.inventory(),
                new Version(version.epoch(), version.seq(), version.digest(), node.lastSeen()));
    }

    private CompletionStage<@Nullable Object> call(NodeRecord node, Row row, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = node.oid();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return sessions.call(node.key().mrealm(), row, all);
    }
}
