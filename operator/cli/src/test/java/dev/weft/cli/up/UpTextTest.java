package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UpTextTest {

    private static final NodeKey EDGE1 = new NodeKey("plant-a", "edge1");
    private static final NodeKey EDGE2 = new NodeKey("plant-a", "edge2");
    private static final Path QUICKSTART = Path.of("../../examples/quickstart");

    @Test
    void it_says_where_to_connect_what_to_open_what_to_type_and_how_to_end() {
        Desired desired = FleetDocuments.load(List.of(QUICKSTART.toString()), InputStream.nullInputStream())
                .desired()
                .orElseThrow();

        String text = new UpText(Path.of("examples/quickstart"), desired, ".weft/up/quickstart")
                .ready(0, 64, live(EDGE1, EDGE2));

        assertThat(text)
                .contains("ready: 2 nodes, 19 objects, after 6.4 s")
                .contains("ws://127.0.0.1:8080/ws", "ws://127.0.0.1:8081/machines", "http://127.0.0.1:8081/info")
                .contains("open       http://127.0.0.1:8080/\n")
                .contains(" reconcile --dry-run -f examples/quickstart\n")
                .contains("data       .weft/up/quickstart", "end        Ctrl-C");
    }

    @Test
    void what_is_not_up_is_not_named() {
        Desired desired = FleetDocuments.load(List.of(QUICKSTART.toString()), InputStream.nullInputStream())
                .desired()
                .orElseThrow();

        assertThat(new UpText(QUICKSTART, desired, "x").ready(3, 0, live(EDGE2)))
                .doesNotContain("127.0.0.1:8080")
                .contains("ws://127.0.0.1:8081/ws", "open       http://127.0.0.1:8081/\n");
    }

    /** The quickstart's transport on these nodes. */
    private static LiveState live(NodeKey... nodes) {
        TreeMap<String, LiveNode> all = new TreeMap<>();
        for (NodeKey node : nodes) {
            ObjectPath web = node.path().child(ObjectKind.WORKER, "router1").child(ObjectKind.TRANSPORT, "web");
            all.put(
                    node.authid(),
                    new LiveNode(
                            node,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Completeness.COMPLETE,
                            new TreeMap<>(Map.of(web, LiveObject.running(web, Map.of()))),
                            Optional.empty(),
                            LiveNode.Version.UNKNOWN));
        }
        LiveRealm realm = new LiveRealm("plant-a", Optional.empty(), Map.of(), Optional.empty(), all);
        return new LiveState("weft", Set.of(), new TreeMap<>(Map.of("plant-a", realm)));
    }

    @Test
    void it_does_not_call_ready_what_is_not() {
        Desired desired = FleetDocuments.load(List.of(QUICKSTART.toString()), InputStream.nullInputStream())
                .desired()
                .orElseThrow();

        assertThat(new UpText(QUICKSTART, desired, "x").ready(3, 0, live()))
                .contains("not all of it is as the documents say", " reconcile -f ")
                .doesNotContain("--dry-run");
    }
}
