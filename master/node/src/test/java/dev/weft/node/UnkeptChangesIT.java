package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static dev.weft.node.RunningNode.offer;
import static dev.weft.node.RunningNode.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change that the node cannot write to its disk is refused, and nothing of it is in force. */
@Timeout(120)
class UnkeptChangesIT {

    @TempDir
    Path folder;

    @Test
    void what_cannot_be_kept_is_not_in_force_and_can_be_asked_for_again() throws IOException {
        try (RunningNode node = RunningNode.in(folder)) {
            int port = node.startRouter("w1");
            offer(node.join(port), "com.example.echo");
            node.call("worker.w1.start_router_transport", "web", web());
            WampSession caller = node.join(port);
            Object[][] changes = {
                {"start_router_realm", "realm2", Map.of("name", "realm2")},
                {"start_router_realm_role", "realm1", "role2", Map.of("name", "other", "permissions", List.of())},
                {"update_router_realm_role", "realm1", "role1", role("call")},
                {"start_router_transport", "ws2", RunningNode.webSocket()},
                {"start_web_transport_service", "web", "info", Map.of("type", "nodeinfo")},
            };
            Object before = contents(node);

            blockLayout();
            for (Object[] change : changes) {
                assertThatThrownBy(() -> ask(node, change)).isInstanceOf(CompletionException.class);
            }
            assertThat(contents(node)).isEqualTo(before);
            assertThat(await(caller.call("com.example.echo", Payload.of("hi"))).argument(0))
                    .isEqualTo("echo hi");

            Files.delete(layout().resolve("in the way"));
            Files.delete(layout());
            for (Object[] change : changes) {
                ask(node, change);
            }
            assertThat(node.call("worker.w1.get_router_realms")).isEqualTo(List.of("realm1", "realm2"));
            assertThat(node.call("worker.w1.get_router_transports")).isEqualTo(List.of("ws", "web", "ws2"));
            assertThat(node.call("worker.w1.get_web_transport_services", "web")).isEqualTo(List.of("/", "info"));
        }
    }

    private static void ask(RunningNode node, Object[] change) {
        Object[] arguments = new Object[change.length - 1];
        System.arraycopy(change, 1, arguments, 0, arguments.length);
        node.call("worker.w1." + change[0], arguments);
    }

    /** All that the worker runs, but who is connected. */
    private static Object contents(RunningNode node) {
        return List.of(
                String.valueOf(node.call("worker.w1.get_router_realm", "realm1")),
                String.valueOf(node.call("worker.w1.get_router_realms")),
                String.valueOf(node.call("worker.w1.get_router_transports")),
                String.valueOf(node.call("worker.w1.get_web_transport_services", "web")));
    }

    private static Map<String, Object> web() {
        return Map.of(
                "type", "web", "endpoint", RunningNode.endpoint(), "paths", Map.of("/", Map.of("type", "nodeinfo")));
    }

    /** A file cannot be renamed to a folder that is not empty, whoever runs this. */
    private void blockLayout() throws IOException {
        Files.delete(layout());
        Files.createDirectory(layout());
        Files.createFile(layout().resolve("in the way"));
    }

    private Path layout() {
        return folder.resolve("layout.json");
    }
}
