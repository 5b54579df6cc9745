package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads management realms and their nodes from the master. */
final class FabricReader {

    private final FabricSessions sessions;
    private final ProductReader products;
    private final NodeReader nodes;
    private final ChangeCounts changes;
    private final int readsAtOnce;
    private final Map<NodeKey, String> oids = new ConcurrentHashMap<>();

    FabricReader(FabricSessions sessions, int readsAtOnce) {
        this.sessions = sessions;
        this.products = new ProductReader(sessions);
        this.nodes = new NodeReader(sessions, this::isOnline);
        this.changes = new ChangeCounts(sessions);
        this.readsAtOnce = readsAtOnce;
    }

    CompletionStage<LiveState> read(Set<String> mrealms) {
        return product()
                .thenCompose(product -> Stages.each(
                                List.copyOf(mrealms), 1, name -> realm(name, product.capabilities()))
                        .thenApply(found -> {
                            TreeMap<String, LiveRealm> realms = new TreeMap<>();
                            found.forEach(realm -> realm.ifPresent(present -> realms.put(present.name(), present)));
                            return new LiveState(
                                    product.name(), product.capabilities(), realms, product.fingerprintKey());
                        }));
    }

    CompletionStage<Optional<LiveNode>> readNode(NodeKey key) {
        return product()
                .thenCompose(product -> record(key, product.capabilities())
                        .thenCompose(record -> record.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.empty())
                                : read(record.get(), product.capabilities()).thenApply(Optional::of)));
    }

    /** See {@link dev.weft.engine.live.LiveReader#readDigest}. */
    CompletionStage<Optional<String>> digest(NodeKey key) {
        return product()
                .thenCompose(product -> product.can(Capability.CHANGE_COUNTS)
                        ? changes.digest(key)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Whether the node has its uplink, as the master knows it now. */
    CompletionStage<Boolean> isOnline(NodeKey key) {
        return record(key, Set.of())
                .thenApply(record -> record.map(NodeRecord::online).orElse(false));
    }

    private CompletionStage<LiveNode> read(NodeRecord record, Set<Capability> capabilities) {
        return nodes.read(record, capabilities).thenApply(node -> {
            changes.read(node);
            return node;
        });
    }

    /** The id by which calls name a node; empty when it is not paired. */
    CompletionStage<Optional<String>> oid(NodeKey key) {
        String known = oids.get(key);
        return known != null
                ? CompletableFuture.completedFuture(Optional.of(known))
                : record(key, Set.of()).thenApply(record -> record.map(NodeRecord::oid));
    }

    /** Objects to ask for by name, beside what nodes list by themselves. */
    void expect(Set<ObjectPath> paths) {
        nodes.expect(paths);
    }

    /** Forgets an id: the node was unpaired, or the call with it said that nobody has it. */
    void forget(NodeKey key) {
        oids.remove(key);
    }

    /** The management realm's own object; empty when there is none. */
    CompletionStage<Optional<Map<String, Object>>> realmRecord(String name) {
        return orAbsent(sessions.call(FabricSessions.FABRIC_REALM, Row.GET_MREALM_BY_NAME, name)
                .thenApply(answer -> Optional.of(Wire.dict(answer))));
    }

    /** What the master announces; an original announces nothing. */
    CompletionStage<Product> product() {
        return products.product();
    }

    static LiveRealm live(String name, Map<String, Object> object, TreeMap<String, LiveNode> nodes) {
        TreeMap<String, Object> config = new TreeMap<>();
        for (String field : List.of("label", "description")) {
            Wire.text(object, field).ifPresent(text -> config.put(field, text));
        }
        return new LiveRealm(
                name, Wire.text(object, "oid"), config, OwnerTags.inTags(Wire.list(object.get("tags"))), nodes);
    }

    private CompletionStage<Optional<LiveRealm>> realm(String name, Set<Capability> capabilities) {
        return realmRecord(name).thenCompose(object -> {
            if (object.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return records(name, capabilities)
                    .thenCompose(records -> Stages.each(records, readsAtOnce, record -> read(record, capabilities)))
                    .thenApply(read -> {
                        TreeMap<String, LiveNode> byName = new TreeMap<>();
                        read.forEach(node -> byName.put(node.key().authid(), node));
                        return Optional.of(live(name, object.get(), byName));
                    });
        });
    }

    private CompletionStage<List<NodeRecord>> records(String mrealm, Set<Capability> capabilities) {
        return sessions.call(mrealm, Row.GET_NODES, Payload.ofKeywords(details(capabilities)))
                .thenCompose(answer -> Stages.each(
                        Wire.list(answer),
                        readsAtOnce,
                        item -> item instanceof String oid
                                ? orAbsent(sessions.call(mrealm, Row.GET_NODE, oid)
                                        .thenApply(node -> remember(mrealm, node, capabilities)))
                                : CompletableFuture.completedFuture(remember(mrealm, item, capabilities))))
                .thenApply(records -> records.stream().flatMap(Optional::stream).toList());
    }

    private CompletionStage<Optional<NodeRecord>> record(NodeKey key, Set<Capability> capabilities) {
        return orAbsent(sessions.call(
                        key.mrealm(), Row.GET_NODE_BY_AUTHID, Payload.of(List.of(key.authid()), details(capabilities)))
                .thenApply(node -> remember(key.mrealm(), node, capabilities)));
    }

    /** What makes a master tell what it keeps for us, beside what an original tells. */
    private static Map<String, Object> details(Set<Capability> capabilities) {
        return capabilities.contains(Capability.INVENTORY) ? Map.of("details", true) : Map.of();
    }

    private Optional<NodeRecord> remember(String mrealm, @Nullable Object node, Set<Capability> capabilities) {
        Optional<NodeRecord> record = NodeRecord.of(mrealm, Wire.dict(node));
        record.ifPresent(known -> oids.put(known.key(), known.oid()));
        return capabilities.contains(Capability.INVENTORY)
                ? record.map(known -> known.withInventory(Inventories.require(known.key(), node)))
                : record;
    }

    private static <T> CompletionStage<Optional<T>> orAbsent(CompletionStage<Optional<T>> reading) {
        return reading.exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError error
                        && (error.uri().equals(ErrorUri.NO_SUCH_OBJECT)
                                || error.uri().equals(ErrorUri.NO_SUCH_REALM))
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(failure));
    }
}
