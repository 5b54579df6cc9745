package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.wamp.serializer.JsonText;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a process of its own: what it logs as JSON. */
@EnableKubernetesMockClient(crud = true, https = false)
class LogsIT {

    private static final String TOKEN = "token-of-the-service-account";

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void every_line_of_a_run_is_one_json_object_and_none_holds_a_secret() throws Exception {
        Scene scene = new Scene(client);
        ResourceClasses.kinds()
                .forEach(kind -> server.expectCustomResource(
                        CustomResourceDefinitionContext.fromCustomResourceType(ResourceClasses.require(kind))));
        scene.key();
        scene.secret(Scene.PLANT, "hmi", Map.of("ticket", "hunter2"));
        scene.apply(Fabric.class, Scene.SYSTEM, "default", "", """
                url: ws://127.0.0.1:1/ws
                keySecret: {name: admin, key: admin.priv}
                allowedNamespaces: ["*"]
                """);
        scene.fleet(1);
        Path log = folder.resolve("log");
        Process operator = operator(log);
        try {
            await().atMost(Duration.ofSeconds(100))
                    .until(() -> !operator.isAlive() || Files.readString(log).contains("the fabric is lost"));
        } finally {
            operator.destroy();
            if (!operator.waitFor(60, TimeUnit.SECONDS)) {
                operator.destroyForcibly();
            }
        }

        List<String> lines = Files.readAllLines(log);
        assertThat(lines).anyMatch(line -> line.contains("the fabric is lost"));
        assertThat(lines).allSatisfy(line -> {
            Map<?, ?> read = (Map<?, ?>) Objects.requireNonNull(JsonText.read(line));
            assertThat(read.keySet().stream().map(String::valueOf)).contains("timestamp", "level", "logger", "message");
        });
        assertThat(String.join("\n", lines)).doesNotContain(Scene.KEY, "hunter2", TOKEN);
    }

    private Process operator(Path log) throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {token: %s}}]
                contexts: [{name: test, context: {cluster: test, user: test}}]
                """.formatted(client.getMasterUrl(), TOKEN));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weft.controller.OperatorMain",
                "--log-format",
                "json",
                "--log-level",
                "debug",
                "--lease",
                "none",
                "--own-namespace",
                Scene.SYSTEM,
                "--http-port",
                "0");
        command.environment().put("KUBECONFIG", kubeconfig.toString());
        return command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }
}
