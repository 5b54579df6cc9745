package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Release;
import dev.weft.fabric.testkit.kubernetes.ApiServer;
import dev.weft.fabric.testkit.kubernetes.Kubectl;
import dev.weft.fabric.testkit.kubernetes.Kubectl.Result;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The life of a release on a real API server, by Helm itself. Pods stay pending there: what runs in them is {@link ChartRightsIT}'s. */
class ChartInstallIT {

    @TempDir
    static Path folder;

    private static @Nullable ApiServer server;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Kubectl kubectl;

    @SuppressWarnings("NullAway.Init") // set before the tests
    private static Installation release;

    @BeforeAll
    static void start() {
        ApiServer started = ApiServer.start(folder);
        server = started;
        kubectl = started.kubectl();
        release = new Installation(started);
        release.makeNamespace(Chart.NAMESPACE);
        release.makeNamespace("line");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void remove_what_a_failed_test_left() {
        release.uninstall();
    }

    /** This Helm has no rollback: the older values are installed over the newer ones, which is what a rollback applies too. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "ha", "locked-down"})
    void install_upgrade_roll_back_test_and_uninstall(String set) throws Exception {
        Path values = Chart.valuesFile(set);
        Rendered rendered = asOf(Chart.of(set));
        Set<String> before = release.objects();

        Release installed = release.install(values);
        assertThat(installed.getStatus()).isEqualTo("deployed");
        Map<String, Object> first = live(rendered);
        assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(names(rendered));
        everyObjectIsValid(rendered);

        Map<String, Object> changes = Map.of("operator.log.level", "debug", "master.callTimeoutSeconds", 77);
        assertThat(release.upgrade(values, changes).getRevision()).isEqualTo("2");
        assertThat(text(live(rendered), "Deployment/weft-operator")).contains("debug");
        assertThat(text(live(rendered), "StatefulSet/weft-master")).contains("77");

        assertThat(release.upgrade(values, Map.of()).getRevision()).isEqualTo("3");
        assertThat(live(rendered)).isEqualTo(first);

        helmTestSucceedsWhenItsPodDoes();

        release.uninstall();
        Set<String> kept = new TreeSet<>(before);
        kept.addAll(Installation.DEFINITIONS);
        if (rendered.text().contains("volumeClaimTemplates")) {
            kept.add("PersistentVolumeClaim weft-system/data-weft-master-0");
        }
        release.awaitObjects(kept);
        kubectl.succeed("delete", "pvc", "--all", "-n", Chart.NAMESPACE);
    }

    /** The chart asks which versions there are; rendering without a cluster cannot know that this one has an older one. */
    private static Rendered asOf(Rendered rendered) {
        return Rendered.parse(rendered.text().replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n"), "");
    }

    /** The API server knows every field, and takes the manifests from appliers of both kinds too. */
    private static void everyObjectIsValid(Rendered rendered) {
        for (String serverSide : List.of("false", "true")) {
            Result result = kubectl.runWithInput(
                    rendered.text(),
                    "apply",
                    "--dry-run=server",
                    "--validate=strict",
                    "--server-side=" + serverSide,
                    "--force-conflicts=" + serverSide,
                    "-f",
                    "-");
            assertThat(result.succeeded()).as(result.err()).isTrue();
            assertThat(result.out().lines()).hasSameSizeAs(rendered.objects());
        }
    }

    /** Plays the kubelet for the pod that {@code helm test} makes and waits for. */
    private static void helmTestSucceedsWhenItsPodDoes() throws Exception {
        CompletableFuture<Release> tested = CompletableFuture.supplyAsync(release::test);
        Installation.await(
                "the pod of helm test",
                () -> tested.isDone()
                        || kubectl.run("get", "pod", "weft-test", "-n", Chart.NAMESPACE)
                                .succeeded());
        kubectl.succeed(
                "patch",
                "pod",
                "weft-test",
                "-n",
                Chart.NAMESPACE,
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"phase\":\"Succeeded\"}}");
        assertThat(tested.get(120, TimeUnit.SECONDS).getStatus()).isEqualTo("deployed");
    }

    /** What hooks make is not there until they run. */
    private static List<String> names(Rendered rendered) {
        return rendered.objects().stream()
                .filter(object -> !"Pod".equals(object.get("kind")))
                .map(object ->
                        object.get("kind") + "/" + map(object.get("metadata")).get("name"))
                .toList();
    }

    /** The rendered objects as the API server has them: labels, and all that is not metadata or status. */
    private static Map<String, Object> live(Rendered rendered) {
        Map<String, Object> live = new LinkedHashMap<>();
        Result got = kubectl.runWithInput(rendered.text(), "get", "--ignore-not-found", "-f", "-", "-o", "json");
        assertThat(got.succeeded()).as(got.err()).isTrue();
        for (Object item : Rendered.list(map(new Yaml().load(got.out())).get("items"))) {
            Map<String, Object> object = map(item);
            Map<String, Object> metadata = map(object.remove("metadata"));
            object.remove("status");
            object.put("labels", metadata.get("labels"));
            live.put(object.get("kind") + "/" + metadata.get("name"), object);
        }
        return live;
    }

    private static String text(Map<String, Object> live, String name) {
        return String.valueOf(live.get(name));
    }
}
