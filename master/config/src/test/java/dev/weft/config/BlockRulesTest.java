package dev.weft.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.config.auth.TicketAuth;
import dev.weft.config.auth.TransportAuth;
import dev.weft.config.endpoint.ListeningEndpoint;
import dev.weft.config.endpoint.WebSocketOptions;
import dev.weft.config.realm.PermissionConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.config.realm.UriMatch;
import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.OrEnv;
import dev.weft.config.schema.Problem;
import dev.weft.config.transport.Transport;
import dev.weft.config.web.WebService;
import dev.weft.config.worker.ConnectionConfig;
import dev.weft.config.worker.ContainerWorkerOptions;
import dev.weft.config.worker.WorkerItem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules across the fields of a block, and bounds; each with the place where it is reported. */
class BlockRulesTest {

    private static final Map<String, @Nullable Object> TCP = Map.of("type", "tcp", "port", 8080L);
    private static final Map<String, @Nullable Object> TO_TCP = Map.of("type", "tcp", "host", "a", "port", 1L);

    private static void assertRefused(Class<?> type, Map<String, @Nullable Object> tree, String problem) {
        assertThat(Blocks.read(type, tree).problems())
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @Test
    void a_listening_endpoint_needs_a_port() {
        assertRefused(
                ListeningEndpoint.class, Map.of("type", "tcp"), "neither port nor portrange is given. Give a port");
        assertRefused(
                ListeningEndpoint.class,
                Map.of("type", "tcp", "portrange", List.of(2L, 1L)),
                "/portrange: expected the first and the last port, in this order. For example [9000, 9010]");
        assertRefused(
                ListeningEndpoint.class,
                Map.of("type", "tcp", "port", "8080"),
                "/port: expected an integer or \"$VARIABLE\", got a string (\"8080\"). Port or environment variable; 0 lets the system choose");
    }

    @Test
    void permissions_and_authorizer_exclude_each_other() {
        assertRefused(
                RoleConfig.class,
                Map.of("name", "a", "authorizer", "com.x.auth", "permissions", List.of(Map.of("uri", "a.b"))),
                "permissions, authorizer and allow-by-default exclude each other. Keep one of them");
        assertThat(Blocks.read(RoleConfig.class, Map.of("name", "trusted")).problems())
                .hasSize(1);
    }

    @Test
    void an_exact_uri_is_complete() {
        assertThat(Blocks.read(PermissionConfig.class, Map.of("uri", "com.plant."))
                        .problems())
                .hasSize(1);
        assertThat(Blocks.read(PermissionConfig.class, Map.of("uri", "")).problems())
                .hasSize(1);
        assertThat(Blocks.read(PermissionConfig.class, Map.of("uri", "com.*", "match", "prefix"))
                        .problems())
                .hasSize(1);
        assertThat(Blocks.read(PermissionConfig.class, Map.of("uri", "*"))
                        .require()
                        .match())
                .isEqualTo(UriMatch.PREFIX);
        PermissionConfig inner =
                Blocks.read(PermissionConfig.class, Map.of("uri", "com.*.stop")).require();
        assertThat(inner.uri() + " " + inner.match()).isEqualTo("com..stop WILDCARD");
    }

    @Test
    void static_files_come_from_a_directory_or_from_a_package() {
        assertRefused(
                WebService.class,
                Map.of("type", "static", "directory", "a", "package", "b", "resource", "c"),
                "directory and package exclude each other. Keep one of them");
        assertRefused(
                WebService.class,
                Map.of("type", "static", "package", "b"),
                "neither a directory nor a package with a resource is given. Give a directory");
    }

    @Test
    void times_of_websocket_options_are_off_or_at_least_a_second() {
        assertRefused(
                WebSocketOptions.class,
                Map.of("auto_ping_interval", 10L),
                "/auto_ping_interval: expected 0 or at least 1000 milliseconds, got 10. Times are in milliseconds");
        assertThat(Blocks.read(WebSocketOptions.class, Map.of("auto_ping_interval", 0L))
                        .ok())
                .isTrue();
    }

    @Test
    void a_container_does_not_restart_what_shall_end_it() {
        assertThat(Blocks.read(
                                ContainerWorkerOptions.class,
                                Map.of("restart", "restart-always", "shutdown", "shutdown-on-last-component-stopped"))
                        .problems())
                .hasSize(1);
        assertThat(Blocks.read(
                                ContainerWorkerOptions.class,
                                Map.of("restart", "restart-on-failed", "shutdown", "shutdown-on-any-component-failed"))
                        .problems())
                .hasSize(1);
        assertThat(Blocks.read(ContainerWorkerOptions.class, Map.of("restart", "restart-always"))
                        .ok())
                .isTrue();
    }

    @Test
    void a_proxy_without_proof_stays_on_the_machine() {
        Map<String, @Nullable Object> tree = Map.of(
                "transport", Map.of("type", "rawsocket", "endpoint", TO_TCP, "serializer", "cbor"),
                "auth", Map.of("anonymous-proxy", Map.of("type", "static")));

        assertThat(Blocks.read(ConnectionConfig.class, tree).problems())
                .extracting(Problem::pointer)
                .containsExactly("/auth/anonymous-proxy");
    }

    @Test
    void a_route_of_a_proxy_leads_to_a_connection() {
        Map<String, @Nullable Object> tree =
                Map.of("type", "proxy", "routes", Map.of("realm1", Map.of("anonymous", "cnc1")));

        assertThat(Blocks.read(WorkerItem.class, tree).problems())
                .extracting(Problem::pointer)
                .containsExactly("/routes/realm1/anonymous");
    }

    @Test
    void lists_texts_and_depth_are_bounded() {
        List<Object> many = Collections.nCopies(1001, Map.of("uri", "a"));
        assertThat(Blocks.read(RoleConfig.class, Map.of("name", "a", "permissions", many))
                        .problems())
                .extracting(Problem::pointer)
                .containsExactly("/permissions");
        assertThat(Blocks.read(RoleConfig.class, Map.of("name", "a".repeat(256)))
                        .problems())
                .hasSize(1);

        Map<String, @Nullable Object> nested = Map.of("type", "none");
        for (int i = 0; i < 40; i++) {
            nested = Map.of("type", "path", "paths", Map.of("a", nested));
        }
        assertThat(Blocks.read(WebService.class, nested).problems())
                .extracting(Problem::message)
                .containsExactly("nested deeper than 32 levels");
    }

    @Test
    void a_path_is_one_segment() {
        assertThat(Blocks.read(
                                Transport.class,
                                Map.of("type", "web", "endpoint", TCP, "paths", Map.of("a/b", Map.of("type", "none"))))
                        .problems())
                .extracting(Problem::pointer)
                .containsExactly("/paths/a~1b");
    }

    @Test
    void a_ticket_that_begins_with_a_dollar_is_a_ticket() {
        Map<String, @Nullable Object> tree = ticket("$ecret");

        TransportAuth auth = Blocks.read(TransportAuth.class, tree).require();

        assertThat(auth.ticket())
                .isEqualTo(new TicketAuth.Static(Map.of("joe", new TicketAuth.Principal(OrEnv.of("$ecret"), null))));
        assertThat(String.valueOf(Blocks.redact(TransportAuth.class, tree))).doesNotContain("$ecret");
        assertThat(Blocks.toTree(
                        Blocks.read(TransportAuth.class, ticket("${TICKET}")).require()))
                .isEqualTo(ticket("${TICKET}"));
    }

    private static Map<String, @Nullable Object> ticket(String ticket) {
        return Map.of("ticket", Map.of("type", "static", "principals", Map.of("joe", Map.of("ticket", ticket))));
    }
}
