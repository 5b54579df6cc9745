package dev.weft.fabric.remote;

import dev.weft.fabric.api.TopicTable;
import dev.weft.fabric.control.ChangeCount;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.Heartbeat;
import dev.weft.fabric.control.Origin;
import dev.weft.fabric.control.Presence;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the nodes of one management realm publish, made known under the topics of the API. Which node it is, is what the router says
 * about the publisher; what the payload says must agree, or the event is dropped. Runs on the realm's thread.
 */
public final class NodeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);
    private static final String NODE_BEAT = NodeTopic.PREFIX + "on_heartbeat";
    private static final String WORKER_BEAT = NodeTopic.PREFIX + "on_worker_heartbeat";
    private static final String ON_BEAT = "crossbarfabriccenter.remote.node.on_node_heartbeat";

    private final ManagementRealm realm;
    private final WampSession session;
    private final Directory directory;
    private final Presence presence;
    private final Outlet outlet;
    private final Origin origin;
    private final ChangeNumbers numbers;

    public NodeEvents(
            ManagementRealm realm,
            WampSession session,
            Directory directory,
            Presence presence,
            Outlet outlet,
            Origin origin) {
        this.realm = realm;
        this.session = session;
        this.directory = directory;
        this.presence = presence;
        this.outlet = outlet;
        this.origin = origin;
        this.numbers = new ChangeNumbers(Long.toString(origin.micros()));
    }

    /** Begins to listen; completes when it does. */
    public CompletionStage<Void> begin() {
        return session.subscribe(NodeTopic.PREFIX, Dict.of("match", "prefix"), this::onEvent)
                .thenApply(subscribed -> null);
    }

    private void onEvent(Payload payload, Dict details) {
        String topic = details.string("topic");
        String publisher = details.string("publisher_authid");
        if (topic == null || publisher == null || !"node".equals(details.string("publisher_authrole"))) {
            return;
        }
        Optional<FabricNode> node = directory.findNodeByAuthid(realm.oid(), publisher);
        if (node.isEmpty()) {
            return;
        }
        if (topic.equals(NODE_BEAT)) {
            onHeartbeat(node.get(), publisher, payload);
        } else if (topic.equals(WORKER_BEAT)) {
            checkName(publisher, payload);
        } else {
            NodeTopic.parse(topic)
                    .filter(parsed -> parsed.authid().equals(publisher))
                    .ifPresent(parsed -> republish(node.get(), parsed, payload));
        }
    }

    private void onHeartbeat(FabricNode node, String publisher, Payload payload) {
        if (!checkName(publisher, payload)) {
            return;
        }
        Optional<Heartbeat> beat = Heartbeat.read(payload.argument(1));
        if (beat.isEmpty()) {
            LOG.warn("node {} of {} sent a heartbeat without timestamp or seq: dropped", publisher, realm.name());
            return;
        }
        presence.beat(node.oid(), beat.get());
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        if (payload.argument(1) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> keywords.put(String.valueOf(name), value));
        }
        keywords.put("node_authid", publisher);
        keywords.put("mrealm", realm.name());
        outlet.publish(ON_BEAT, Payload.of(List.of(node.oid(), payload.argument(1)), keywords));
    }

    private boolean checkName(String publisher, Payload payload) {
        if (publisher.equals(payload.argument(0))) {
            return true;
        }
        LOG.warn("node {} of {} sent a heartbeat in another node's name: dropped", publisher, realm.name());
        return false;
    }

    private void republish(FabricNode node, NodeTopic topic, Payload payload) {
        List<String> names = RemoteTopics.of(topic, payload);
        boolean change = RemoteTopics.isChange(topic, names, payload);
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>(payload.keywords());
        keywords.put("node_authid", node.authid());
        keywords.put("mrealm", realm.name());
        keywords.putIfAbsent("ts", origin.iso());
        boolean news = false;
        if (change) {
            ChangeNumbers.Place number = numbers.next(node.oid(), payload);
            keywords.put("seq", number.seq());
            keywords.put("epoch", number.epoch());
            news = !number.repeated();
            ChangeCount.read(payload.keywords()).ifPresent(count -> presence.changed(node.oid(), count));
        }
        List<@Nullable Object> arguments = arguments(node, topic, payload);
        // Nodes tell more of some steps than the topic has places for: a subscriber that takes just these would fail.
        List<@Nullable Object> told = arguments.subList(
                0, Math.min(arguments.size(), RemoteTopics.arguments(topic).orElse(arguments.size())));
        for (String name : names) {
            outlet.publish(name, Payload.of(told, keywords));
        }
        if (news) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(keywords);
            all.put("topic", names.isEmpty() ? topic.name() : names.get(0));
            all.put("worker_id", topic.worker());
            outlet.publish(TopicTable.ON_CHANGE, Payload.of(arguments, all));
        }
    }

    private static List<@Nullable Object> arguments(FabricNode node, NodeTopic topic, Payload payload) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(node.oid());
        if (topic.worker() != null) {
            arguments.add(topic.worker());
        }
        if (topic.realm() != null) {
            arguments.add(topic.realm());
        }
        if (topic.worker() == null
                && payload.arguments().size() == 1
                && payload.argument(0) instanceof Map<?, ?> info
                && info.get("id") instanceof String worker) {
            // A node of Crossbar.io tells of a worker by its object alone.
            arguments.add(worker);
        }
        arguments.addAll(payload.arguments());
        return arguments;
    }
}
