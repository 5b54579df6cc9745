package dev.weft.fabric.remote;

import dev.weft.wamp.message.Payload;
import java.util.List;

/** Under which topics of the API a node's event is made known. */
final class RemoteTopics {

    private RemoteTopics() {}

    /** The canonical topic first, then its older names; empty where the API has none. */
    static List<String> of(NodeTopic topic) {
        return topic.realm() == null ? List.of() : List.of("crossbarfabriccenter.remote.realm.meta." + topic.name());
    }

    /** True where something of the node's layout changed: not for logs, measurements and what happens inside application realms. */
    static boolean isChange(NodeTopic topic, Payload payload) {
        return topic.realm() == null && payload.keywords().get("seq") instanceof Long;
    }
}
