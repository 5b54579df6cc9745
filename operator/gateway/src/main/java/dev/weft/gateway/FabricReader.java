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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Reads management realms and their nodes from the master. */
final class FabricReader {

    private static final String MREALM = "crossbarfabriccenter.mrealm.";

    private final FabricSessions sessions;
    private final NodeReader nodes;
    private final int readsAtOnce;
    private final Map<NodeKey, String> oids = new ConcurrentHashMap<>();

    FabricReader(FabricSessions sessions, int readsAtOnce) {
        this.sessions = sessions;
        this.nodes = new NodeReader(sessions);
        this.readsAtOnce = readsAtOnce;
    }

    CompletionStage<LiveState> read(Set<String> mrealms) {
        return capabilities()
                .thenCompose(product -> Stages.each(
                                List.copyOf(mrealms), 1, name -> realm(name, product.capabilities()))
                        .thenApply(found -> {
                            TreeMap<String, LiveRealm> realms = new TreeMap<>();
                            found.forEach(realm -> realm.ifPresent(present -> realms.put(present.name(), present)));
                            return new LiveState(product.name(), product.capabilities(), realms);
                        }));
    }

    CompletionStage<Optional<LiveNode>> readNode(NodeKey key) {
        return capabilities()
                .thenCompose(product -> record(key, product.capabilities())
                        .thenCompose(record -> record.isEmpty()
                                ? CompletableFuture.completedFuture(Optional.empty())
                                : nodes.read(record.get(), product.capabilities())
                                        .thenApply(Optional::of)));
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
        return orAbsent(sessions.call(FabricSessions.FABRIC_REALM, MREALM + "get_mrealm_by_name", name)
                .thenApply(answer -> Optional.of(Wire.dict(answer))));
    }

    /** What the master announces; an original announces nothing. */
    CompletionStage<Product> capabilities() {
        return sessions.call(FabricSessions.FABRIC_REALM, MREALM + "get_capabilities")
                .thenApply(answer -> Product.of(Wire.dict(answer)))
                .exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError
                        ? CompletableFuture.completedFuture(Product.ORIGINAL)
                        : CompletableFuture.failedFuture(failure));
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
                    .thenCompose(
                            records -> Stages.each(records, readsAtOnce, record -> nodes.read(record, capabilities)))
                    .thenApply(read -> {
                        TreeMap<String, LiveNode> byName = new TreeMap<>();
                        read.forEach(node -> byName.put(node.key().authid(), node));
                        return Optional.of(live(name, object.get(), byName));
                    });
        });
    }

    private CompletionStage<List<NodeRecord>> records(String mrealm, Set<Capability> capabilities) {
        Payload arguments = capabilities.contains(Capability.INVENTORY)
                ? Payload.ofKeywords(Map.of("details", true))
                : Payload.empty();
        return sessions.call(mrealm, MREALM + "get_nodes", arguments)
                .thenCompose(answer -> Stages.each(
                        Wire.list(answer),
                        readsAtOnce,
                        item -> item instanceof String oid
                                ? orAbsent(sessions.call(mrealm, MREALM + "get_node", oid)
                                        .thenApply(node -> Optional.of(Wire.dict(node))))
                                : CompletableFuture.completedFuture(Optional.of(Wire.dict(item)))))
                .thenApply(objects -> {
                    List<NodeRecord> records = new ArrayList<>();
                    objects.forEach(object ->
                            object.flatMap(node -> remember(mrealm, node)).ifPresent(records::add));
                    return records;
                });
    }

    private CompletionStage<Optional<NodeRecord>> record(NodeKey key, Set<Capability> capabilities) {
        return orAbsent(sessions.call(key.mrealm(), MREALM + "get_node_by_authid", key.authid())
                .thenApply(answer -> remember(key.mrealm(), Wire.dict(answer))));
    }

    private Optional<NodeRecord> remember(String mrealm, Map<String, Object> node) {
        Optional<NodeRecord> record = NodeRecord.of(mrealm, node);
        record.ifPresent(known -> oids.put(known.key(), known.oid()));
        return node.get("inventory") instanceof Map<?, ?> stored
                ? record.map(known -> known.withInventory(Inventories.read(Wire.dict(stored))))
                : record;
    }

    private static <T> CompletionStage<Optional<T>> orAbsent(CompletionStage<Optional<T>> reading) {
        return reading.exceptionallyCompose(failure -> Stages.cause(failure) instanceof ApplicationError error
                        && (error.uri().equals(ErrorUri.NO_SUCH_OBJECT)
                                || error.uri().equals(ErrorUri.NO_SUCH_REALM))
                ? CompletableFuture.completedFuture(Optional.empty())
                : CompletableFuture.failedFuture(failure));
    }

    /** The make of a master and what it can do beyond the original. */
    record Product(String name, Set<Capability> capabilities) {

        static final Product ORIGINAL = new Product("crossbar", Set.of());

        static Product of(Map<String, Object> answer) {
            Set<Capability> found = EnumSet.noneOf(Capability.class);
            List<Object> words = Wire.list(answer.get("extensions"));
            for (Capability capability : Capability.values()) {
                if (words.contains(capability.word())) {
                    found.add(capability);
                }
            }
            String name = Wire.text(answer, "product").orElse("unknown")
                    + Wire.text(answer, "version").map(version -> " " + version).orElse("");
            return new Product(name, found);
        }
    }
}
