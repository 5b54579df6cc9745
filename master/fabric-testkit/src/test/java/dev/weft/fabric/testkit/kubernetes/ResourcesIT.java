package dev.weft.fabric.testkit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Checkout;
import dev.weft.fabric.testkit.InProcess;
import dev.weft.fabric.testkit.kubernetes.Kubectl.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Documents as custom resources of a real API server, without an operator: what is taken, refused and shown. On a server that drops the
 * rules in definitions and on one that checks them: what is right passes there too.
 */
@ParameterizedClass
@EnumSource
class ResourcesIT {

    @Parameter
    ApiServer.Definitions definitions = ApiServer.Definitions.WITHOUT_RULES;

    @TempDir
    static Path folder;

    private static @Nullable ApiServer server;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Kubectl kubectl;

    @BeforeParameterizedClassInvocation
    static void start(ApiServer.Definitions definitions) throws IOException {
        ApiServer started = ApiServer.start(Files.createDirectory(folder.resolve(definitions.name())), definitions);
        server = started;
        started.installDefinitions();
        kubectl = started.kubectl();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Test
    void every_example_applies_unchanged_and_twice() throws IOException {
        List<Path> files = documents(Checkout.root().resolve("examples"));
        assertThat(files).isNotEmpty();
        for (String way : List.of("client", "server")) {
            kubectl.succeed("create", "namespace", "examples-" + way);
            for (Path file : files) {
                String[] apply = {
                    "apply", "--server-side=" + way.equals("server"), "-n", "examples-" + way, "-f", file.toString()
                };
                kubectl.succeed(apply);
                assertThat(kubectl.succeed(apply).lines())
                        .as("%s, %s", file, way)
                        .allMatch(line -> line.endsWith(" unchanged") || line.endsWith(" serverside-applied"));
            }
        }
    }

    @Test
    void what_validate_accepts_the_api_server_accepts() throws Exception {
        for (Path file : documents(resources("accepted"))) {
            InProcess.Result validated = new InProcess(folder).run("validate", "-f", file.toString());
            assertThat(validated.status()).as(validated.all()).isZero();

            Result applied = kubectl.run("apply", "--dry-run=server", "-f", file.toString());
            assertThat(applied.succeeded()).as(applied.all()).isTrue();
        }
    }

    @TestFactory
    List<DynamicTest> what_is_wrong_is_refused_with_the_remedy() {
        return Refusal.ALL.stream()
                .map(refusal -> DynamicTest.dynamicTest(refusal.messages().get(0), () -> {
                    Result result = kubectl.runWithInput(refusal.document(), "apply", "--dry-run=server", "-f", "-");
                    assertThat(result.succeeded()).as(result.out()).isFalse();
                    assertThat(result.err()).containsAnyOf(refusal.messages().toArray(String[]::new));
                }))
                .toList();
    }

    @Test
    void defaults_of_our_own_fields_are_filled_and_those_of_blocks_are_not() {
        kubectl.succeed("create", "namespace", "defaults");
        kubectl.succeed(
                "apply",
                "-n",
                "defaults",
                "-f",
                resources("accepted/references.yaml").toString());
        kubectl.runWithInput(
                "apiVersion: weft.dev/v1alpha1\nkind: Fabric\nmetadata: {name: default}\nspec: {url: 'ws://master/ws'}\n",
                "apply",
                "-n",
                "defaults",
                "-f",
                "-");

        assertThat(kubectl.succeed("get", "fab", "default", "-n", "defaults", "-o", "jsonpath={.spec.installation}"))
                .isEqualTo("default");
        // Layouts merge: a default that was filled into one would stand against what another says.
        assertThat(kubectl.succeed(
                        "get", "nl", "base", "-n", "defaults", "-o", "jsonpath={.spec.workers[0].transports[1]}"))
                .doesNotContain("backlog")
                .doesNotContain("debug");
    }

    @Test
    void kubectl_get_weft_reads_well_and_kubectl_delete_removes() throws Exception {
        kubectl.succeed("create", "namespace", "table");
        for (String file : List.of("realm", "nodes", "layout")) {
            Path example = Checkout.root().resolve("examples/quickstart/" + file + ".yaml");
            kubectl.succeed("apply", "-n", "table", "-f", example.toString());
        }
        status(
                "managementrealm/plant-a",
                "",
                condition("Ready", "True", "Applied"),
                condition("Synced", "True", "Applied"));
        status(
                "fabricnode/edge1",
                "",
                condition("Ready", "True", "Applied"),
                condition("Synced", "True", "Applied"),
                condition("Online", "True", "Heartbeat"));
        status(
                "fabricnode/edge2",
                "",
                condition("Ready", "False", "NodeOffline"),
                condition("Synced", "False", "NodeOffline"),
                condition("Online", "False", "NodeOffline"));
        status(
                "nodelayout/base",
                ",\"nodes\":\"1/2 applied, 1 offline\"",
                condition("Ready", "True", "Applied"),
                condition("Synced", "True", "Applied"));

        String shown = kubectl.succeed("get", "weft", "-n", "table");

        // Which kind comes first is not ours to say.
        assertThat(shown.lines()
                        .map(line ->
                                line.replaceAll("\\b(\\d+m)?\\d+s$", "<age>").stripTrailing()))
                .containsExactlyInAnyOrderElementsOf(
                        golden("get-weft.txt").lines().toList());
        kubectl.succeed("delete", "nodelayout,fabricnode,managementrealm", "--all", "-n", "table", "--timeout=30s");
        assertThat(kubectl.run("get", "weft", "-n", "table").err()).contains("No resources found");
    }

    private static void status(String resource, String more, String... conditions) {
        String patch = "{\"status\":{\"conditions\":[" + String.join(",", conditions) + "]" + more + "}}";
        kubectl.succeed("patch", resource, "-n", "table", "--subresource=status", "--type=merge", "-p", patch);
    }

    private static String condition(String type, String status, String reason) {
        return "{\"type\":\"" + type + "\",\"status\":\"" + status + "\",\"reason\":\"" + reason + "\"}";
    }

    static Path resources(String folder) {
        return Checkout.root()
                .resolve("master/fabric-testkit/src/test/resources")
                .resolve(folder);
    }

    private static String golden(String file) throws IOException {
        return Files.readString(resources("kubernetes").resolve(file));
    }

    /** The files below a folder in which every document is one of ours. */
    private static List<Path> documents(Path folder) throws IOException {
        return files(folder).stream().filter(ResourcesIT::isOurs).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        try {
            List<String> versions = Files.readString(file)
                    .lines()
                    .filter(line -> line.startsWith("apiVersion:"))
                    .toList();
            return !versions.isEmpty() && versions.stream().allMatch(line -> line.contains("weft.dev/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
