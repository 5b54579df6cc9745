package dev.weft.config.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.config.auth.AnonymousAuth;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.TcpListeningEndpoint;
import dev.weft.config.realm.PermissionConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.config.realm.UriMatch;
import dev.weft.config.transport.Transport;
import dev.weft.config.transport.WebSocketTransport;
import dev.weft.config.web.WebService;
import dev.weft.config.worker.RouterWorkerOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlocksTest {

    private static final Map<String, @Nullable Object> ROLE =
            Map.of("name", "hmi", "permissions", List.of(Map.of("uri", "com.plant.*", "allow", Map.of("call", true))));

    @Test
    void a_role_in_star_notation_reads_as_uri_and_match() {
        RoleConfig role = Blocks.read(RoleConfig.class, ROLE).require();

        assertThat(role.permissions()).hasSize(1);
        PermissionConfig permission = role.permissions().get(0);
        assertThat(permission.uri()).isEqualTo("com.plant.");
        assertThat(permission.match()).isEqualTo(UriMatch.PREFIX);
        assertThat(permission.allow().call()).isTrue();
        assertThat(permission.allow().register()).isFalse();
    }

    @Test
    void a_tree_written_from_a_block_reads_as_the_same_block() {
        RoleConfig role = Blocks.read(RoleConfig.class, ROLE).require();

        assertThat(Blocks.read(RoleConfig.class, Blocks.toTree(role)).require()).isEqualTo(role);
    }

    @Test
    void all_problems_are_found_at_once_with_place_and_remedy() {
        Map<String, @Nullable Object> tree = Map.of(
                "type", "web",
                "endpoint", Map.of("type", "tcp", "port", 70000L),
                "path", Map.of(),
                "options", Map.of("hsts", "yes"));

        assertThat(Blocks.read(Transport.class, tree).problems())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "/endpoint/port: expected an integer, 0 to 65535, got 70000. Port or environment variable; 0 lets the system choose",
                        "/path: unknown field 'path'. Did you mean 'paths'?",
                        "missing field 'paths'. Give it: a dictionary",
                        "/options/hsts: expected a boolean, got a string (\"yes\"). Tell browsers to use TLS only");
    }

    @Test
    void an_unknown_type_names_the_known_ones() {
        assertThat(Blocks.read(WebService.class, Map.of("type", "statik", "directory", "html"))
                        .problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.pointer()).isEqualTo("/type");
                    assertThat(p.message()).contains("none, path, redirect");
                    assertThat(p.remedy()).contains("Did you mean 'static'?");
                });
    }

    @Test
    void what_else_is_wrong_with_a_misspelt_type_is_told_at_once() {
        assertThat(Blocks.read(WebService.class, Map.of("type", "statik", "directori", "html"))
                        .problems())
                .extracting(Problem::pointer, Problem::remedy)
                .containsExactly(
                        tuple("/type", "Did you mean 'static'?"), tuple("/directori", "Did you mean 'directory'?"));
    }

    @Test
    void a_secret_of_a_wrong_type_is_not_shown() {
        Map<String, @Nullable Object> tree =
                Map.of("ticket", Map.of("type", "static", "principals", Map.of("joe", Map.of("ticket", 4711L))));

        assertThat(Blocks.read(TransportAuth.class, tree).problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.pointer()).isEqualTo("/ticket/principals/joe/ticket");
                    assertThat(p.toString()).doesNotContain("4711");
                });
    }

    @Test
    void a_transport_without_auth_admits_anonymous_clients() {
        WebSocketTransport transport = Blocks.read(
                        WebSocketTransport.class,
                        Map.of("type", "websocket", "endpoint", Map.of("type", "tcp", "port", "$WS_PORT")))
                .require();

        assertThat(transport.auth().anonymous()).isEqualTo(new AnonymousAuth.Static(null, "anonymous", null));
        assertThat(((TcpListeningEndpoint) transport.endpoint()).port()).isEqualTo(OrEnv.variable("WS_PORT"));
    }

    @Test
    void references_are_accepted_at_any_scalar_while_a_template_is_checked() {
        Map<String, @Nullable Object> tree =
                Map.of("type", "websocket", "endpoint", Map.of("type", "tcp", "port", "$(values.wsPort)"));

        assertThat(Blocks.checkTemplate(Transport.class, tree)).isEmpty();
        assertThat(Blocks.read(Transport.class, tree).problems()).hasSize(1);
    }

    @Test
    void two_permissions_for_the_same_uri_are_refused() {
        Map<String, @Nullable Object> tree = Map.of(
                "name", "hmi", "permissions", List.of(Map.of("uri", "a.*"), Map.of("uri", "a.", "match", "prefix")));

        assertThat(Blocks.read(RoleConfig.class, tree).problems())
                .extracting(Problem::toString)
                .containsExactly("/permissions/1: 'a. prefix' is there twice: entries 0 and 1. Keep one of them");
    }

    @Test
    void order_notation_and_defaults_make_no_difference() {
        Map<String, @Nullable Object> other = Map.of(
                "id", "role7",
                "name", "hmi",
                "permissions",
                        List.of(Map.of(
                                "uri",
                                "com.plant.",
                                "match",
                                "prefix",
                                "cache",
                                false,
                                "allow",
                                Map.of("call", true, "publish", false))));

        assertThat(Blocks.changes(RoleConfig.class, ROLE, other)).isEmpty();
    }

    @Test
    void a_changed_permission_is_one_change_in_place() {
        Map<String, @Nullable Object> live = Map.of(
                "name", "hmi", "permissions", List.of(Map.of("uri", "com.plant.*", "allow", Map.of("call", false))));

        assertThat(Blocks.changes(RoleConfig.class, ROLE, live))
                .containsExactly(new FieldChange(
                        "/permissions/com.plant. prefix/allow/call", false, true, Impact.Kind.IN_PLACE, false));
        assertThat(Blocks.locate(RoleConfig.class, ROLE, "/permissions/com.plant. prefix/allow/call"))
                .isEqualTo("/permissions/0/allow/call");
    }

    @Test
    void a_resolved_port_is_as_desired_when_it_is_in_the_range() {
        Map<String, @Nullable Object> desired =
                Map.of("type", "rawsocket", "endpoint", Map.of("type", "tcp", "portrange", List.of(9000L, 9010L)));
        Map<String, @Nullable Object> inside = Map.of(
                "type",
                "rawsocket",
                "endpoint",
                Map.of("type", "tcp", "portrange", List.of(9000L, 9010L), "port", 9003L));
        Map<String, @Nullable Object> outside = Map.of(
                "type",
                "rawsocket",
                "endpoint",
                Map.of("type", "tcp", "portrange", List.of(9000L, 9010L), "port", 9011L));

        assertThat(Blocks.sameConfig(Transport.class, desired, inside)).isTrue();
        assertThat(Blocks.sameConfig(Transport.class, desired, outside)).isFalse();
    }

    @Test
    void services_of_a_transport_are_objects_of_their_own() {
        Map<String, @Nullable Object> one =
                web(Map.of("/", Map.of("type", "nodeinfo"), "ws", Map.of("type", "websocket")));
        Map<String, @Nullable Object> two = web(Map.of("/", Map.of("type", "nodeinfo")));
        Map<String, @Nullable Object> three = web(Map.of("/", Map.of("type", "none")));

        assertThat(Blocks.changes(Transport.class, one, two)).isEmpty();
        assertThat(Blocks.changes(Transport.class, one, three))
                .extracting(FieldChange::pointer)
                .containsExactly("/paths/~1");
    }

    @Test
    void secrets_are_hidden_in_trees_and_in_changes() {
        Map<String, @Nullable Object> tree = ticket("s3cret");

        Object redacted = Blocks.redact(Transport.class, tree);

        assertThat(String.valueOf(redacted)).doesNotContain("s3cret").contains("***");
        assertThat(Blocks.changes(Transport.class, tree, redacted)).isEmpty();
        assertThat(Blocks.changes(Transport.class, tree, ticket("other")))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.secret()).isTrue();
                    assertThat(c.toString()).doesNotContain("s3cret").doesNotContain("other");
                });
    }

    @Test
    void a_telling_name_in_an_open_dictionary_is_hidden() {
        Map<String, @Nullable Object> tree = Map.of("env", Map.of("vars", Map.of("DB_PASSWORD", "x1y2", "LANG", "C")));

        assertThat(String.valueOf(Blocks.redact(RouterWorkerOptions.class, tree)))
                .doesNotContain("x1y2")
                .contains("LANG=C");
    }

    @Test
    void a_secret_in_the_wrong_place_is_not_in_the_problem() {
        for (Object principals :
                List.of("s3cret", Map.of("joe", "s3cret"), Map.of("joe", Map.of("tikcet", "s3cret")))) {
            Map<String, @Nullable Object> tree = Map.of(
                    "type", "websocket",
                    "endpoint", Map.of("type", "tcp", "port", 8080L),
                    "auth", Map.of("ticket", Map.of("type", "static", "principals", principals)));

            assertThat(Blocks.read(Transport.class, tree).problems())
                    .isNotEmpty()
                    .allSatisfy(p -> assertThat(p.toString()).doesNotContain("s3cret"));
        }
    }

    @Test
    void the_text_of_a_block_holds_no_secret() {
        assertThat(Blocks.read(Transport.class, ticket("s3cret")).value())
                .get()
                .satisfies(block -> assertThat(block.toString()).doesNotContain("s3cret"));
    }

    private static Map<String, @Nullable Object> web(Map<String, @Nullable Object> paths) {
        return Map.of("type", "web", "endpoint", Map.of("type", "tcp", "port", 8080L), "paths", paths);
    }

    private static Map<String, @Nullable Object> ticket(String ticket) {
        return Map.of(
                "type", "websocket",
                "endpoint", Map.of("type", "tcp", "port", 8080L),
                "auth",
                        Map.of(
                                "ticket",
                                Map.of("type", "static", "principals", Map.of("joe", Map.of("ticket", ticket)))));
    }
}
