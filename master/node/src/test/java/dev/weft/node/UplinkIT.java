package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.server.ServerTls;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node and its master. */
@Timeout(120)
class UplinkIT {

    @TempDir
    Path folder;

    @Test
    void a_node_logs_in_as_the_original_does_and_offers_its_procedures() {
        try (FakeMaster master = new FakeMaster(0);
                RunningNode node = RunningNode.of(settings(master.url()))) {
            awaitAttached(master, node);

            Hello hello = master.hellos.element();
            assertThat(hello.realm()).isNull();
            assertThat(hello.details().string("authrole")).isEqualTo("node");
            assertThat(hello.details().dict("authextra").string("channel_binding"))
                    .isEqualTo("tls-unique");
            assertThat(call(master, "get_workers")).isEqualTo(List.of());
            Map<?, ?> status = RunningNode.map(call(master, "get_status"));
            assertThat(status.get("management_realm")).isEqualTo("mr1");
            assertThat(status.get("management_node_id")).isEqualTo("edge1");
            assertThat(catchThrowable(() -> call(master, "sign_challenge"))).hasMessageContaining("no_such_procedure");
        }
    }

    @Test
    void the_call_after_start_worker_finds_the_worker() {
        try (FakeMaster master = new FakeMaster(0);
                RunningNode node = RunningNode.of(settings(master.url()))) {
            awaitAttached(master, node);

            call(master, "start_worker", "w1", Map.of("type", "router"));
            Object realm = call(master, "worker.w1.start_router_realm", "realm1", Map.of("name", "realm1"));

            assertThat(RunningNode.map(realm).get("id")).isEqualTo("realm1");
            assertThat(call(master, "worker.w1.realm.realm1.root.wamp.session.count"))
                    .isInstanceOf(Long.class);
            assertThat(catchThrowable(() -> call(master, "worker.w1.report")))
                    .hasMessageContaining("no_such_procedure");
            assertThat(master.topics)
                    .contains(
                            "crossbarfabriccenter.node.edge1.on_worker_started",
                            "crossbarfabriccenter.node.edge1.worker.w1.on_router_realm_started");
        }
    }

    @Test
    void an_unpaired_node_is_attached_once_it_is_paired_and_comes_back_after_a_loss() {
        int port;
        try (FakeMaster first = new FakeMaster(0)) {
            port = first.port();
            try (RunningNode node = RunningNode.of(settings(first.url()))) {
                await().atMost(Duration.ofSeconds(30)).until(() -> first.hellos.size() > 1);
                assertThat(node.node.uplinkDetails()).isEmpty();

                awaitAttached(first, node);
                first.stop();
                try (FakeMaster second = new FakeMaster(port)) {
                    awaitAttached(second, node);
                    assertThat(call(second, "get_workers")).isEqualTo(List.of());
                }
            }
        }
    }

    @Test
    void a_master_with_an_authority_of_its_own_is_trusted_by_a_file_that_is_read_at_each_attempt() throws Exception {
        SelfSigned certificate = SelfSigned.in(Files.createDirectory(folder.resolve("tls")), "tls");
        Path authority = folder.resolve("ca.crt");
        try (FakeMaster master = new FakeMaster(0, new ServerTls(certificate.certificate(), certificate.key()))) {
            NodeSettings settings = settings(master.url());
            Map<String, String> environment = new HashMap<>(settings.environment());
            environment.put(NodeSettings.FABRIC_CA, authority.toString());
            try (RunningNode node = RunningNode.of(settings.withEnvironment(environment))) {
                master.pair(node.node.publicKey());
                assertThat(node.node.uplinkDetails()).isEmpty();

                Files.copy(certificate.certificate(), authority);

                awaitAttached(master, node);
            }
        }
    }

    @Test
    void heartbeats_tell_workers_and_system() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"version\": 2, \"controller\": {\"fabric\": {\"heartbeat\": {\"startup_delay\": 0, \"heartbeat_period\": 1}}}}");
        try (FakeMaster master = new FakeMaster(0);
                RunningNode node = RunningNode.of(settings(master.url()))) {
            awaitAttached(master, node);

            await().atMost(Duration.ofSeconds(30)).until(() -> master.heartbeats.size() > 1);

            Payload beat = master.heartbeats.element();
            assertThat(beat.argument(0)).isEqualTo("edge1");
            Map<?, ?> fields = RunningNode.map(beat.argument(1));
            assertThat(fields.get("seq")).isEqualTo(1L);
            assertThat(fields.get("mrealm_id")).isEqualTo("mr1");
            assertThat(fields.get("workers")).isEqualTo(Map.of("controller", 1L));
            assertThat(RunningNode.map(fields.get("system")).get("memory")).isNotNull();
        }
    }

    @Test
    void an_activation_file_that_appears_later_leads_to_its_master() throws IOException {
        try (FakeMaster master = new FakeMaster(0);
                RunningNode node = RunningNode.in(folder)) {
            assertThat(node.node.uplinkDetails()).isEmpty();

            Files.writeString(
                    folder.resolve("key.activate"),
                    "Crossbar.io node activation\n\nmanagement-url: " + master.url() + "\nnode-authid: edge1\n");

            awaitAttached(master, node);
        }
    }

    private NodeSettings settings(String url) {
        NodeSettings settings = RunningNode.settings(folder);
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put(NodeSettings.FABRIC_URL, url);
        return settings.withEnvironment(environment);
    }

    private static void awaitAttached(FakeMaster master, RunningNode node) {
        master.pair(node.node.publicKey());
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> call(master, "get_status") != null);
    }

    private static @Nullable Object call(FakeMaster master, String procedure, Object... arguments) {
        return RunningNode.await(
                        master.session.call("crossbarfabriccenter.node.edge1." + procedure, Payload.of(arguments)))
                .argument(0);
    }
}
