package dev.weft.fabric.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a node publishes to, taken apart.
 *
 * @param authid the node, from the topic; trusted only where it is the publisher's
 * @param worker id of the worker that the event is about, or null for the node's controller
 * @param realm id of the application realm whose meta event it is, or null
 * @param name what is left: {@code on_router_started}, or the meta topic {@code wamp.session.on_join}
 */
record NodeTopic(
        String authid, @Nullable String worker, @Nullable String realm, String name) {

    static final String PREFIX = "crossbarfabriccenter.node.";

    /** Takes {@code crossbarfabriccenter.node.<authid>.…} apart; empty for anything else. */
    static Optional<NodeTopic> parse(String topic) {
        if (!topic.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = topic.substring(PREFIX.length()).split("\\.", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        if (!parts[1].equals("worker") || parts.length == 2) {
            return Optional.of(
                    new NodeTopic(parts[0], null, null, topic.substring(PREFIX.length() + parts[0].length() + 1)));
        }
        String[] ofWorker = parts[2].split("\\.", 2);
        return ofWorker.length < 2 ? Optional.empty() : Optional.of(ofWorker(parts[0], ofWorker[0], ofWorker[1]));
    }

    /** Nodes replace the dots of a meta topic, since the realm's own uris have them too. */
    private static NodeTopic ofWorker(String authid, String worker, String rest) {
        String[] parts = rest.split("\\.", 4);
        return parts.length == 4 && parts[0].equals("realm") && parts[2].equals("root")
                ? new NodeTopic(authid, worker, parts[1], parts[3].replace('-', '.'))
                : new NodeTopic(authid, worker, null, rest);
    }
}
