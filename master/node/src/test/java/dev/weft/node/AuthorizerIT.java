package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static dev.weft.node.RunningNode.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A role whose permissions are what a component says. */
@Timeout(120)
class AuthorizerIT {

    private static final Map<String, Object> ASKING = Map.of("name", "guest", "authorizer", "com.example.authorize");

    @TempDir
    Path folder;

    private volatile @Nullable Object answer = Map.of("allow", true, "disclose", true, "cache", true);

    @Test
    void a_component_decides_what_a_role_may_do() {
        try (RunningNode node = RunningNode.in(folder)) {
            WampSession component = node.join(node.startRouter("w1"));
            offer(component, "com.example.echo");
            node.call("worker.w1.start_router_realm_role", "realm1", "guest", ASKING);
            WampSession guest = join(node, startForGuests(node));

            assertRefused(guest, "com.example.echo", "wamp.error.authorization_failed");

            Queue<Payload> asked = new ConcurrentLinkedQueue<>();
            await(component.register("com.example.authorize", Dict.empty(), call -> {
                asked.add(call.payload());
                return CompletableFuture.completedFuture(Payload.of(answer));
            }));
            for (int i = 0; i < 3; i++) {
                assertThat(await(guest.call("com.example.echo", Payload.of("hi")))
                                .argument(0))
                        .isEqualTo("echo hi");
            }
            assertThat(asked).hasSize(1);
            assertThat(asked.element().argument(1)).isEqualTo("com.example.echo");
            assertThat(asked.element().argument(2)).isEqualTo("call");

            answer = false;
            node.call("worker.w1.update_router_realm_role", "realm1", "guest", ASKING);
            assertRefused(guest, "com.example.echo", "wamp.error.not_authorized");
            answer = "nonsense";
            assertRefused(guest, "com.example.echo", "wamp.error.authorization_failed");
        }
    }

    private static int startForGuests(RunningNode node) {
        Map<String, Object> transport = Map.of(
                "type", "websocket",
                "endpoint", RunningNode.endpoint(),
                "auth", Map.of("anonymous", Map.of("type", "static", "role", "guest")));
        return RunningNode.port(node.callForMap("worker.w1.start_router_transport", "guests", transport));
    }

    private static WampSession join(RunningNode node, int port) {
        return await(node.tryJoin(ClientSettings.of("ws://127.0.0.1:" + port + "/ws", "realm1", Serializers.json())
                .withAuthenticators(List.of())));
    }

    private static void assertRefused(WampSession session, String procedure, String uri) {
        assertThatThrownBy(() -> await(session.call(procedure, Payload.of("hi"))))
                .hasRootCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining(uri);
    }
}
