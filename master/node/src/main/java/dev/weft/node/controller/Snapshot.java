package dev.weft.node.controller;

import dev.weft.config.schema.Blocks;
import dev.weft.config.worker.RouterWorkerOptions;
import dev.weft.node.channel.WorkerUris;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole live tree of the node in one answer. {@code seq} is read first: a change that comes while the tree is gathered has a
 * higher number, so whoever applies the changes after {@code seq} misses none.
 */
final class Snapshot {

    private final WampSession session;
    private final Changes changes;
    private final Supplier<String> nodeId;
    private final Duration patience;

    /** @param patience for one worker; all are asked at the same time */
    Snapshot(WampSession session, Changes changes, Supplier<String> nodeId, Duration patience) {
        this.patience = patience;
        this.session = session;
        this.changes = changes;
        this.nodeId = nodeId;
    }

    /** For the controller's thread. */
    CompletionStage<Map<String, @Nullable Object>> take(List<ManagedWorker> workers, Instant now) {
        Map<String, @Nullable Object> snapshot = new LinkedHashMap<>();
        snapshot.put("node_authid", nodeId.get());
        snapshot.put("seq", changes.seq());
        snapshot.put("epoch", changes.epoch());
        CompletionStage<List<Map<String, @Nullable Object>>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (ManagedWorker worker : workers) {
            all = all.thenCombine(one(worker, now), (list, tree) -> {
                list.add(tree);
                return list;
            });
        }
        return all.thenApply(list -> {
            snapshot.put("digest", digest(list));
            snapshot.put("workers", list);
            return snapshot;
        });
    }

    private CompletionStage<Map<String, @Nullable Object>> one(ManagedWorker worker, Instant now) {
        Map<String, @Nullable Object> tree = worker.info(now);
        tree.put("options", Blocks.redact(RouterWorkerOptions.class, worker.options));
        tree.put("realms", List.of());
        tree.put("transports", List.of());
        if (worker.state != ManagedWorker.State.STARTED) {
            return CompletableFuture.completedFuture(tree);
        }
        return session.call(WorkerUris.contents(worker.id), Payload.empty())
                .toCompletableFuture()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (failure == null && answer.argument(0) instanceof Map<?, ?> contents) {
                        tree.put("realms", contents.get("realms"));
                        tree.put("transports", contents.get("transports"));
                    } else {
                        // Any status but "started" says that what is in it is not known, rather than absent.
                        tree.put("status", failure instanceof TimeoutException ? "unresponsive" : "failed");
                    }
                    return tree;
                });
    }

    /** Of what was configured, whatever its order: the same configuration has the same digest on every node. */
    private static String digest(List<Map<String, @Nullable Object>> workers) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(JsonText.line(configured(workers)).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    /** Objects by id, with their configurations and what is in them. */
    private static Map<String, @Nullable Object> configured(@Nullable Object objects) {
        Map<String, @Nullable Object> byId = new TreeMap<>();
        if (objects instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> object) {
                    Object id = object.get("id") == null ? object.get("path") : object.get("id");
                    Map<String, @Nullable Object> kept = new TreeMap<>();
                    kept.put("type", object.get("type"));
                    kept.put("config", sorted(object.get("config")));
                    kept.put("options", sorted(object.get("options")));
                    for (String children : List.of("realms", "roles", "transports", "services")) {
                        kept.put(children, configured(object.get(children)));
                    }
                    byId.put(String.valueOf(id), kept);
                }
            }
        }
        return byId;
    }

    private static @Nullable Object sorted(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), sorted(value)));
            return sorted;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(sorted(item)));
            return copy;
        }
        return tree;
    }
}
