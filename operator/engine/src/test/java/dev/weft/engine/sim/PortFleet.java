package dev.weft.engine.sim;

import dev.weft.engine.apply.Command;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A fleet of like nodes with one layout, {@code base}, whose transport listens on one port; its line is 14 of {@code base.yaml}. */
public final class PortFleet {

    public static final String MREALM = "plant";

    private PortFleet() {}

    /** @param rollout what the layout says of it in YAML; empty for nothing */
    public static Desired of(int nodes, int port, String rollout) {
        return load(nodes, port, rollout.isEmpty() ? "# one first" : "rollout: " + rollout, Set.of());
    }

    /** Some nodes have another port, by an override. */
    public static Desired withOverride(int nodes, int port, Set<Integer> others, int otherPort) {
        String override =
                "overrides: [{nodeSelector: {matchLabels: {other: \"yes\"}}, values: {port: " + otherPort + "}}]";
        return load(nodes, port, override, others);
    }

    private static Desired load(int nodes, int port, String line, Set<Integer> others) {
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant
                  nodeSelector: {}
                  %s
                  workers:
                  - id: router1
                    type: router
                    realms: [{name: line, roles: [{name: hmi, permissions: [{uri: com., match: prefix}]}]}]
                    transports:
                    - id: ws
                      endpoint: {type: tcp, port: %s}
                      type: websocket
                  values: {port: {type: integer, default: %d}}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                """.formatted(line, others.isEmpty() ? port : "$(values.port)", port));
        for (int i = 1; i <= nodes; i++) {
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: %s, labels: {other: "%s"}}
                    spec: {mrealm: plant, publicKey: "%s"}
                    """.formatted(node(i).authid(), others.contains(i) ? "yes" : "no", RandomFleet.key(i)));
        }
        return RandomFleet.load(YamlDocuments.read("base.yaml", text.toString()));
    }

    /** The n-th node by name, from 1. */
    public static NodeKey node(int number) {
        return new NodeKey(MREALM, String.format(Locale.ROOT, "edge%03d", number));
    }

    public static ObjectPath worker(NodeKey node) {
        return node.path().child(ObjectKind.WORKER, "router1");
    }

    public static ObjectPath transport(NodeKey node) {
        return worker(node).child(ObjectKind.TRANSPORT, "ws");
    }

    /** A fabric that is as the documents say. */
    public static SimulatedFabric applied(Desired desired) {
        SimulatedFabric fabric = SimulatedFabric.complete();
        fabric.addRealm(MREALM);
        int number = 0;
        for (NodeKey node : desired.nodes().keySet()) {
            fabric.addNode(node, RandomFleet.key(++number));
        }
        new Driver(fabric, 1).run(Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE));
        return fabric;
    }

    /** Its transport listens there, as if an earlier run had done so. */
    public static void listen(SimulatedFabric fabric, NodeKey node, int port) {
        Map<String, Object> endpoint = Map.of("type", "tcp", "port", (long) port);
        fabric.put(LiveObject.running(transport(node), Map.of("type", "websocket", "endpoint", endpoint)));
    }

    /** Something that is not ours listens on the port of this node. */
    public static void occupy(SimulatedFabric fabric, NodeKey node, int port) {
        ObjectPath theirs = theirs(node);
        fabric.put(LiveObject.running(theirs, Map.of("type", "router", "options", Map.of())));
        fabric.put(LiveObject.running(
                theirs.child(ObjectKind.TRANSPORT, "x"), Map.of("endpoint", Map.of("port", (long) port))));
    }

    public static void vacate(SimulatedFabric fabric, NodeKey node) {
        fabric.remove(theirs(node));
    }

    private static ObjectPath theirs(NodeKey node) {
        return node.path().child(ObjectKind.WORKER, "theirs");
    }

    /** The nodes on which something was changed by these commands. */
    public static Set<NodeKey> touched(List<Command> commands) {
        Set<NodeKey> nodes = new TreeSet<>();
        commands.stream()
                .map(Command::path)
                .filter(path -> path.kind().isOnNode())
                .forEach(path -> path.node().ifPresent(nodes::add));
        return nodes;
    }

    /** The nodes whose transport listens on the port. */
    public static Set<NodeKey> listening(SimulatedFabric fabric, Desired desired, int port) {
        Set<NodeKey> nodes = new TreeSet<>();
        for (NodeKey node : desired.nodes().keySet()) {
            LiveObject transport = fabric.require(node).objects().get(transport(node));
            boolean there = transport != null
                    && transport
                            .config()
                            .filter(config -> SimulatedFabric.port(config).equals((long) port))
                            .isPresent();
            if (there) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
