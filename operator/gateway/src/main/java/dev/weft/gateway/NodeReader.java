package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveNode.Version;
import dev.weft.engine.live.LiveObject;
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
import org.jspecify.annotations.Nullable;

/** Reads what runs on a node: in one call where it gives snapshots, else object by object. */
final class NodeReader {

    /** Calls in flight to one node while it is read object by object. */
    private static final int READS_PER_NODE = 8;

    private static final String REMOTE = "crossbarfabriccenter.remote.";

    private final FabricSessions sessions;
    private volatile Set<ObjectPath> expected = Set.of();

    NodeReader(FabricSessions sessions) {
        this.sessions = sessions;
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
                capabilities.contains(Capability.GET_SNAPSHOT) ? bySnapshot(node) : byObjects(node);
        return reading.exceptionallyCompose(failure -> unreadable(node, Stages.cause(failure)));
    }

    private CompletionStage<LiveNode> bySnapshot(NodeRecord node) {
        return call(node, "node.get_snapshot")
                .thenCompose(answer -> {
                    Map<String, Object> snapshot = Wire.dict(answer);
                    return CompletableFuture.completedFuture(live(
                            node,
                            Completeness.COMPLETE,
                            SnapshotObjects.of(node.key(), snapshot),
                            SnapshotObjects.version(snapshot)));
                })
                .exceptionallyCompose(failure -> isFeatureUnavailable(Stages.cause(failure))
                        ? byObjects(node)
                        : CompletableFuture.failedFuture(failure));
    }

    /** An original node below our master, or an original master. */
    private CompletionStage<LiveNode> byObjects(NodeRecord node) {
        return call(node, "node.get_workers")
                .thenCompose(ids -> Stages.each(Wire.ids(ids), READS_PER_NODE, id -> worker(node, id)))
                .thenApply(workers -> {
                    Map<String, Object> snapshot = Map.of("workers", workers);
                    return live(node, Completeness.COMPLETE, SnapshotObjects.of(node.key(), snapshot), Version.UNKNOWN);
                });
    }

    private CompletionStage<Map<String, Object>> worker(NodeRecord node, String id) {
        return call(node, "node.get_worker", id).thenCompose(answer -> {
            Map<String, Object> worker = Wire.dict(answer);
            worker.put("id", id);
            if (!"router".equals(worker.get("type")) || !"started".equals(worker.get("status"))) {
                return CompletableFuture.completedFuture(worker);
            }
            return call(node, "router.get_router_realms", id)
                    .thenCompose(ids -> Stages.each(
                            Wire.ids(ids),
                            READS_PER_NODE,
                            realm -> call(node, "router.get_router_realm", id, realm)
                                    .thenApply(Wire::dict)))
                    .thenCompose(realms -> {
                        worker.put("realms", realms);
                        return call(node, "router.get_router_transports", id);
                    })
                    .thenCompose(ids ->
                            Stages.each(Wire.ids(ids), READS_PER_NODE, transport -> transport(node, id, transport)))
                    .thenApply(transports -> {
                        worker.put("transports", transports);
                        return worker;
                    });
        });
    }

    /**
     * A transport with its services. An original lists the paths that its configuration named at the start, whether anything runs
     * there or not, and none that was started later. So each listed path and each that a document wants is asked for.
     */
    private CompletionStage<Map<String, Object>> transport(NodeRecord node, String worker, String id) {
        return call(node, "router.get_router_transport", worker, id).thenCompose(answer -> {
            Map<String, Object> transport = Wire.dict(answer);
            Object type = Wire.dict(transport.get("config")).get("type");
            if (!"web".equals(type)) {
                return CompletableFuture.completedFuture(transport);
            }
            ObjectPath path = node.key().path().child(ObjectKind.WORKER, worker).child(ObjectKind.TRANSPORT, id);
            return call(node, "router.get_web_transport_services", worker, id)
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
        return call(node, calls.api() + calls.read(), worker, transport, segment)
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

    /** What cannot be read now is unknown, never absent; a node that lost its uplink while it was read is offline. */
    private static CompletionStage<LiveNode> unreadable(NodeRecord node, Throwable failure) {
        if (failure instanceof ApplicationError error) {
            Completeness completeness =
                    error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE) ? Completeness.OFFLINE : Completeness.UNKNOWN;
            return CompletableFuture.completedFuture(live(node, completeness, new TreeMap<>(), Version.UNKNOWN));
        }
        if (failure instanceof TimeoutException) {
            return CompletableFuture.completedFuture(
                    live(node, Completeness.UNKNOWN, new TreeMap<>(), Version.UNKNOWN));
        }
        return CompletableFuture.failedFuture(failure);
    }

    private static boolean isFeatureUnavailable(Throwable failure) {
        return failure instanceof ApplicationError error
                && (error.uri().equals(ErrorUri.FEATURE_UNAVAILABLE)
                        || error.uri().equals(ErrorUri.NO_SUCH_PROCEDURE));
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

    private CompletionStage<@Nullable Object> call(NodeRecord node, String procedure, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = node.oid();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return sessions.call(node.key().mrealm(), REMOTE + procedure, all);
    }
}
