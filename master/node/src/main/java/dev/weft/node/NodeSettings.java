package dev.weft.node;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a node is started with.
 *
 * @param cbdir the node's folder; made when it is absent
 * @param environment {@code CROSSBAR_FABRIC_URL}, {@code WEFT_FABRIC_CA}, {@code CROSSBAR_NODE_ID}, {@code CROSSBAR_NODE_CLUSTER_IP}
 *     and {@code WEFT_NODE_KEY} are read; workers inherit from it
 * @param timing waiting times; tests shorten them
 */
public record NodeSettings(Path cbdir, Map<String, String> environment, NodeTiming timing) {

    /** Environment variable with the url of the master. */
    public static final String FABRIC_URL = "CROSSBAR_FABRIC_URL";

    /** Environment variable with the path of the certificates to trust (PEM), where Java does not trust the master by itself. */
    public static final String FABRIC_CA = "WEFT_FABRIC_CA";

    /** Environment variable with the node's wished authid, written into new key files. */
    public static final String NODE_ID = "CROSSBAR_NODE_ID";

    /** Environment variable with the address for other nodes, written into new key files. */
    public static final String CLUSTER_IP = "CROSSBAR_NODE_CLUSTER_IP";

    /** Environment variable with the path of the private key, where it is not in the node's folder but mounted beside it. */
    public static final String KEY_FILE = "WEFT_NODE_KEY";

    public NodeSettings {
        cbdir = cbdir.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** The environment of this process, default waiting times. */
    public static NodeSettings of(Path cbdir) {
        return new NodeSettings(cbdir, System.getenv(), NodeTiming.DEFAULT);
    }

    public NodeSettings withEnvironment(Map<String, String> other) {
        return new NodeSettings(cbdir, other, timing);
    }

    public NodeSettings withTiming(NodeTiming other) {
        return new NodeSettings(cbdir, environment, other);
    }

    /** Leaves out the environment: it may hold secrets. */
    @Override
    public String toString() {
        return "node in " + cbdir;
    }
}
