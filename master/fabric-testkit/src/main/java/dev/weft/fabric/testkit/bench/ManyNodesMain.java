package dev.weft.fabric.testkit.bench;

import dev.weft.node.Node;
import dev.weft.node.NodeSettings;
import dev.weft.node.NodeTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many nodes in one process: real controllers with real keys and real workers, which are processes of their own. {@code ManyNodesMain
 * URL FOLDER COUNT} prints a line {@code <name> <public key>} per node, then {@code ready}, and ends with its standard input.
 */
final class ManyNodesMain {

    /** They are refused until the operator pairs them, and would then wait for half a minute. */
    private static final NodeTiming TIMING =
            NodeTiming.DEFAULT.withUplink(Duration.ofMillis(500), Duration.ofSeconds(2));

    private ManyNodesMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(NodeSettings.FABRIC_URL, args[0]);
        List<Node> nodes = new ArrayList<>();
        try {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                String name = ManyNodes.name(i);
                environment.put(NodeSettings.NODE_ID, name);
                Node node = Node.start(new NodeSettings(Path.of(args[1]).resolve(name), environment, TIMING));
                nodes.add(node);
                System.out.println(name + " " + node.publicKey());
            }
            System.out.println("ready");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } finally {
            Collections.reverse(nodes);
            nodes.parallelStream().forEach(Node::close);
        }
    }
}
