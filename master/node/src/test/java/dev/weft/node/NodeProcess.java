package dev.weft.node;

import dev.weft.wamp.message.Payload;
import java.nio.file.Path;

/** A node in a process of its own, for tests that kill it. */
public final class NodeProcess {

    private NodeProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Node node = Node.start(NodeSettings.of(Path.of(arguments[0])));
        node.session()
                .call("crossbar.start_worker", Payload.of("w1", "router"))
                .thenAccept(started -> System.out.println(
                        "worker " + RunningNode.map(started.argument(0)).get("pid")));
        Thread.currentThread().join();
    }
}
