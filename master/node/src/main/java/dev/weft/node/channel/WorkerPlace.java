package dev.weft.node.channel;

import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told on the first line of its standard input.
 *
 * @param id its id
 * @param socket path of the controller's socket
 * @param token shown once to be let in. A secret
 * @param cbdir the node's folder: relative paths of configurations start there
 * @param nodeId what the node is called
 */
public record WorkerPlace(String id, String socket, String token, String cbdir, String nodeId) {

    /** The realm that controller and workers share. */
    public static final String REALM = "crossbar";

    public String toLine() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("socket", socket);
        tree.put("token", token);
        tree.put("cbdir", cbdir);
        tree.put("node_id", nodeId);
        return JsonText.line(tree);
    }

    /** @throws IllegalArgumentException for a line that no controller wrote; it does not repeat it */
    public static WorkerPlace ofLine(String line) {
        if (JsonText.read(line) instanceof Map<?, ?> tree) {
            return new WorkerPlace(
                    text(tree, "id"),
                    text(tree, "socket"),
                    text(tree, "token"),
                    text(tree, "cbdir"),
                    text(tree, "node_id"));
        }
        throw new IllegalArgumentException("a worker is started by a node's controller only");
    }

    private static String text(Map<?, ?> tree, String key) {
        if (tree.get(key) instanceof String s) {
            return s;
        }
        throw new IllegalArgumentException("the controller's line has no '" + key + "'");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "worker " + id + " of " + cbdir;
    }
}
