package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.ConnectionClientAuthenticator;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A browser that logs in once and is known by its cookie afterwards, also by a transport that was started again. */
@Timeout(120)
class CookieIT {

    private static final ClientAuthenticator TICKET = new TicketClientAuthenticator("joe", "correct horse");
    private static final ClientAuthenticator COOKIE = ConnectionClientAuthenticator.cookie();

    @TempDir
    Path folder;

    @Test
    void who_logged_in_once_is_known_by_his_cookie() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.startRouter("w1");
            node.call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
            int port = start(node, "first");
            Browser browser = new Browser();

            Browser.Page first = browser.open(port, List.of("cookie", "ticket"), "joe", "correct horse");
            assertThat(first.welcome("authmethod")).isEqualTo("ticket");
            assertThat(browser.cookie("cbtid").isHttpOnly()).isTrue();
            Browser.Page second = browser.open(port, List.of("cookie", "ticket"), "joe", "none");
            assertThat(second.welcome("authmethod")).isEqualTo("cookie");
            assertThat(second.welcome("authid")).isEqualTo("joe");
            assertThat(second.welcome("authrole")).isEqualTo("machine");

            // A cookie never decides where the client names another method first, or does not name it at all.
            assertThat(browser.open(port, List.of("ticket", "cookie"), "joe", "wrong")
                            .welcome("authid"))
                    .isNull();
            assertThat(browser.open(port, List.of("ticket"), "joe", "wrong").welcome("authid"))
                    .isNull();

            assertThat(join(node, port, browser.cookieHeader(), COOKIE)
                            .details()
                            .authid())
                    .isEqualTo("joe");
            node.call("worker.w1.stop_router_transport", "first");
            int again = start(node, "again");
            assertThat(join(node, again, browser.cookieHeader(), COOKIE)
                            .details()
                            .authid())
                    .isEqualTo("joe");
            String file = Files.readString(folder.resolve("cookies.json"));
            assertThat(file)
                    .contains("joe")
                    .doesNotContain(browser.cookie("cbtid").getValue());

            int narrowed = start(node, "narrowed", Map.of("ticket", "correct horse", "role", "role1"));
            assertUnknown(node, narrowed, browser.cookieHeader());

            browser.open(again, List.of("cookie"), "joe", "").leave("wamp.close.logout");
            assertUnknown(node, again, browser.cookieHeader());
        }
    }

    @Test
    void a_cookie_that_the_router_never_set_is_nobodys() {
        try (RunningNode node = RunningNode.in(folder)) {
            node.startRouter("w1");
            node.call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
            int port = start(node, "first");
            String planted = "cbtid=chosen-by-somebody-else";

            assertThat(join(node, port, planted, COOKIE, TICKET).details().authmethod())
                    .isEqualTo("ticket");
            assertUnknown(node, port, planted);
        }
    }

    private static void assertUnknown(RunningNode node, int port, String cookie) {
        assertThatThrownBy(() -> join(node, port, cookie, COOKIE))
                .hasRootCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining("wamp.error.no_auth_method");
    }

    private static int start(RunningNode node, String id) {
        return start(node, id, Map.of("ticket", "correct horse", "role", "machine"));
    }

    private static int start(RunningNode node, String id, Map<String, Object> joe) {
        Map<String, Object> transport = Map.of(
                "type", "websocket",
                "endpoint", RunningNode.endpoint(),
                "cookie", Map.of("store", Map.of("type", "file", "filename", "cookies.json")),
                "auth",
                        Map.of(
                                "cookie", Map.of("type", "static"),
                                "ticket", Map.of("type", "static", "principals", Map.of("joe", joe))));
        return RunningNode.port(node.callForMap("worker.w1.start_router_transport", id, transport));
    }

    private static WampSession join(RunningNode node, int port, String cookie, ClientAuthenticator... methods) {
        return await(node.tryJoin(ClientSettings.of("ws://127.0.0.1:" + port + "/ws", "realm1", Serializers.json())
                .withHeaders(Map.of("Cookie", cookie))
                .withAuthenticators(List.of(methods))));
    }
}
