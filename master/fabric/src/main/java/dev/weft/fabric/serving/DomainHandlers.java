package dev.weft.fabric.serving;

import dev.weft.fabric.api.Arguments;
import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.NewRealm;
import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.control.RealmLifecycle;
import dev.weft.fabric.control.RealmLifecycle.Dependents;
import dev.weft.fabric.control.RealmNames;
import dev.weft.fabric.realm.Ground;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of the fabric as a whole: domain, management realms, pairing. */
final class DomainHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(DomainHandlers.class);
    private static final String DOMAIN = "crossbarfabriccenter.domain.";
    private static final String MREALM = "crossbarfabriccenter.mrealm.";

    private final Directory directory;
    private final RealmLifecycle lifecycle;
    private final Pairing pairing;
    private final WampSession session;
    private final MasterFacts facts;
    private final String superuserOid;

    DomainHandlers(Ground ground, MasterApi.Offices offices, WampSession session) {
        this.directory = ground.directory();
        this.lifecycle = offices.lifecycle();
        this.pairing = offices.pairing();
        this.session = session;
        this.facts = offices.facts();
        this.superuserOid = offices.superuserOid();
    }

    void addTo(Map<String, Handler> handlers) {
        handlers.put(DOMAIN + "get_status", call -> done(facts.status("domain", RealmNames.GLOBAL, facts.started())));
        handlers.put(DOMAIN + "get_version", call -> done(facts.versions()));
        handlers.put(MREALM + "list_mrealms", this::listRealms);
        handlers.put(
                MREALM + "get_mrealm", call -> done(realm(call, "mrealm_oid").toTree()));
        handlers.put(
                MREALM + "get_mrealm_by_name",
                call -> done(realm(call, "mrealm_name").toTree()));
        handlers.put(MREALM + "create_mrealm", this::createRealm);
        handlers.put(MREALM + "delete_mrealm", call -> deleteRealm(call, "mrealm_oid"));
        handlers.put(MREALM + "delete_mrealm_by_name", call -> deleteRealm(call, "mrealm_name"));
        handlers.put(MREALM + "list_nodes", call -> done(oids(directory.nodes())));
        handlers.put(
                MREALM + "list_nodes_by_mrealm",
                call -> done(oids(directory.nodesOf(realm(call, "mrealm_id").oid()))));
        handlers.put(
                MREALM + "list_nodes_by_mrealm_name",
                call -> done(oids(directory.nodesOf(realm(call, "mrealm_name").oid()))));
        handlers.put(MREALM + "get_node", this::getNode);
        handlers.put(
                MREALM + "get_node_by_name",
                call -> done(
                        nodeNamed(realm(call, "mrealm_name"), call.arguments().string("node_name"))
                                .toTree()));
        handlers.put(MREALM + "pair_node", this::pair);
        handlers.put(
                MREALM + "unpair_node",
                call -> unpair(call, anyNode(call.arguments().string("node_oid"))));
        handlers.put(MREALM + "unpair_node_by_pubkey", this::unpairByKey);
        handlers.put(
                MREALM + "unpair_node_by_name",
                call -> unpair(
                        call,
                        nodeNamed(realm(call, "realm_name"), call.arguments().string("authid"))));
    }

    private CompletionStage<?> listRealms(Call call) {
        boolean names = call.arguments().flag("return_names");
        return done(directory.realms().stream()
                .map(realm -> names ? realm.name() : realm.oid())
                .toList());
    }

    private CompletionStage<?> createRealm(Call call) {
        NewRealm asked = NewRealm.read(call.arguments().dict("mrealm"));
        return lifecycle.create(asked, superuserOid).thenApply(realm -> {
            LOG.info("{} created management realm {}", call.caller().authid(), realm.name());
            publish("on_mrealm_created", realm.toTree());
            return realm.toTree();
        });
    }

    private CompletionStage<?> deleteRealm(Call call, String argument) {
        Dependents dependents = call.arguments().flag("cascade") ? Dependents.UNPAIR : Dependents.REFUSE;
        return lifecycle
                .delete(realm(call, argument).oid(), dependents, call.caller())
                .thenApply(info -> {
                    LOG.info("{} deleted management realm {}", call.caller().authid(), info.get("name"));
                    publish("on_mrealm_deleted", info);
                    publish("on_realm_deleted", info);
                    return info;
                });
    }

    private CompletionStage<?> getNode(Call call) {
        FabricNode node = anyNode(call.arguments().string("node_id"));
        return done(
                node.mrealmOid() == null
                        ? node.toTree()
                        : RealmHandlers.describe(call.reach().node(node.oid())));
    }

    private CompletionStage<?> pair(Call call) {
        Arguments arguments = call.arguments();
        return pairing.pair(
                        new Pairing.Request(
                                arguments.string("pubkey"),
                                arguments.string("realm_name"),
                                arguments.string("authid"),
                                arguments.has("authextra") ? arguments.dict("authextra") : null,
                                arguments.findString("cluster_ip").orElse(null)),
                        superuserOid)
                .thenApply(node -> {
                    LOG.info(
                            "{} paired node {} with management realm {}",
                            call.caller().authid(),
                            node.authid(),
                            arguments.string("realm_name"));
                    publish("on_node_paired", node.toTree());
                    return node.toTree();
                });
    }

    private CompletionStage<?> unpairByKey(Call call) {
        String pubkey = call.arguments().string("pubkey").toLowerCase(Locale.ROOT);
        return unpair(
                call,
                directory
                        .findNodeByPubkey(pubkey)
                        .orElseThrow(
                                () -> ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, "no node with pubkey " + pubkey)));
    }

    private CompletionStage<?> unpair(Call call, FabricNode node) {
        return pairing.unpair(node.oid()).thenApply(unpaired -> {
            LOG.info(
                    "{} unpaired node {} from management realm {}",
                    call.caller().authid(),
                    unpaired.authid(),
                    unpaired.realm().name());
            publish("on_node_unpaired", unpaired.toTree());
            return unpaired.toTree();
        });
    }

    /** A node, paired or not, by its oid, or by an authid that only one has. */
    private FabricNode anyNode(String oidOrAuthid) {
        Optional<FabricNode> byOid = directory.findNode(oidOrAuthid);
        List<FabricNode> named = byOid.isPresent() ? List.of() : directory.nodesNamed(oidOrAuthid);
        if (named.size() > 1) {
            throw Reach.ambiguous(oidOrAuthid);
        }
        return Stream.concat(byOid.stream(), named.stream())
                .findFirst()
                .orElseThrow(() -> ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, "no node with oid " + oidOrAuthid));
    }

    private FabricNode nodeNamed(ManagementRealm realm, String authid) {
        return directory
                .findNodeByAuthid(realm.oid(), authid)
                .orElseThrow(() -> FabricError.noSuchObject("node", realm.name() + "/" + authid));
    }

    private ManagementRealm realm(Call call, String argument) {
        String text = call.arguments().string(argument);
        boolean byName = argument.endsWith("name");
        return directory
                .findRealmByName(text)
                .or(() -> directory.findRealmByOid(text))
                .orElseThrow(() -> ApplicationError.of(
                        ErrorUri.NO_SUCH_OBJECT, "no management realm with " + (byName ? "name " : "oid ") + text));
    }

    private void publish(String topic, Map<String, @Nullable Object> object) {
        session.publish(MREALM + topic, Dict.of("acknowledge", true), Payload.of(object));
    }

    private static List<String> oids(List<FabricNode> nodes) {
        return nodes.stream().map(FabricNode::oid).sorted().toList();
    }

    private static CompletionStage<?> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }
}
