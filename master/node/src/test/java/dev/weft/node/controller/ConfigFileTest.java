package dev.weft.node.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.node.NodeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    private static final String ROUTER = """
            {"version": 2, "workers": [
              {"type": "router", "id": "r",
               "realms": [{"name": "realm1", "roles": [{"name": "user", "permissions": []}]}],
               "transports": [
                 {"type": "websocket", "id": "a", "endpoint": {"type": "tcp", "port": 8080},
                  "auth": {"wampcra": {"type": "static", "users": {"joe": {"secret": "s3",
                    "role": "usr"}}}}},
                 {"type": "web", "id": "b", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 8080},
                  "paths": {"/": {"type": "nodeinfo"},
                    "ws": {"type": "websocket", "auth": {"anonymous": {"type": "static", "role": "user"}}}}}]}]}
            """;

    @TempDir
    Path folder;

    private ConfigFile read(String text) throws IOException {
        Files.writeString(folder.resolve("config.json"), text);
        return ConfigFile.read(folder, Map.of());
    }

    @Test
    void a_role_that_no_realm_has_and_a_port_of_two_transports_are_doubtful() throws IOException {
        assertThat(read(ROUTER).doubts())
                .satisfiesExactly(
                        role -> assertThat(role)
                                .contains("config.json:7: /workers/0/transports/0/auth/wampcra/users/joe/role: ")
                                .contains("'usr'", "Did you mean 'user'?")
                                .doesNotContain("s3"),
                        port -> assertThat(port)
                                .contains("config.json:8: /workers/0/transports/1/endpoint/port: port 8080")
                                .contains("that of /workers/0/transports/0"));
    }

    @Test
    void what_may_be_meant_is_not_doubtful() throws IOException {
        assertThat(read(ROUTER.replace("usr", "user")
                                .replace("127.0.0.1\", \"port\": 8080", "127.0.0.1\", \"port\": 0"))
                        .doubts())
                .isEmpty();
        assertThat(read(ROUTER.replace("usr", "user").replace("8080}", "8080, \"shared\": true}"))
                        .doubts())
                .isEmpty();
    }

    @Test
    void objects_have_places_until_they_are_changed() throws IOException {
        ConfigFile config = read(ROUTER);
        Map<?, ?> service =
                Map.of("type", "websocket", "auth", Map.of("anonymous", Map.of("type", "static", "role", "user")));

        assertThat(config.places().before(List.of("r", LayoutReplay.START_SERVICE, "b", "ws"), service))
                .endsWith("config.json:10: /workers/0/transports/1/paths/ws: ");
        assertThat(config.places().before(List.of("r", LayoutReplay.START_SERVICE, "b", "ws"), Map.of()))
                .isEmpty();
    }

    @Test
    void uris_of_a_store_that_nothing_can_have_are_named_with_their_lines() {
        String config = """
                {"version": 2, "workers": [{"type": "router", "realms": [{"name": "realm1", %s
                  "store": {"type": "memory", "event-history": [{"uri": "com.Ok"}], "call-queue": [
                    {"uri": "com.fine.", "match": "prefix"},
                    {"uri": "foo..bar"}]}}]}]}
                """;
        assertThatThrownBy(() -> read(config.formatted("")))
                .isInstanceOf(NodeFailure.class)
                .hasMessageEndingWith(
                        "config.json:4: /workers/0/realms/0/store/call-queue/1/uri: 'foo..bar': uri has an"
                                + " empty component. No topic and no procedure of this realm can have it: write another");
        assertThatThrownBy(() -> read(config.formatted("\"options\": {\"uri_check\": \"strict\"},")))
                .hasMessageContaining("config.json:2: /workers/0/realms/0/store/event-history/0/uri: 'com.Ok': ")
                .hasMessageContaining("or give the realm uri_check: loose");
    }

    @Test
    void a_worker_of_another_type_is_named_once_with_its_line() throws IOException {
        assertThatThrownBy(() -> read("{\"version\": 2, \"workers\": [\n{\"type\": \"container\", \"realms\": []}]}"))
                .isInstanceOf(NodeFailure.class)
                .hasMessageEndingWith(
                        "config.json:2: /workers/0/type: this build has no workers of type 'container'; it runs"
                                + " workers of type 'router'");
        assertThat(read("{\"version\": 2, \"workers\": [{\"type\": \"container\"}]}")
                        .whyNothingRuns())
                .contains("config.json names no worker that is started here");
    }

    @Test
    void a_folder_that_says_nothing_is_explained() throws IOException {
        assertThat(ConfigFile.read(folder, Map.of()).whyNothingRuns()).startsWith("there is no " + folder);
        assertThat(read("{\"version\": 2}").whyNothingRuns()).contains("config.json names no workers", "--master");
    }

    @Test
    void another_version_of_the_format_is_told_which_one_is_expected() {
        assertThatThrownBy(() -> read("{\"version\": 9}"))
                .hasMessageEndingWith("/version: expected 2, got 9. Version of the format of config.json");
    }
}
