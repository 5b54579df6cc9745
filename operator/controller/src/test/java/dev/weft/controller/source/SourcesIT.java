package dev.weft.controller.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.controller.OperatorSettings.HttpAddress;
import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.http.OperatorHttp;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.StatusDraft;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.sources.git.remote.GitUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When somebody looks: at intervals, when the resource or a Secret changes, when a person or a forge asks. */
class SourcesIT {

    private static final String SECRET = "0123456789abcdef-secret";

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TestRepository repository;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Sources sources;

    @SuppressWarnings("NullAway.Init") // made before each test
    private OperatorHttp http;

    @BeforeEach
    void start() throws Exception {
        repository = new TestRepository(folder);
        sources = new Sources(
                server,
                server,
                new SourceSettings(folder.resolve("cache"), 64 * 1024 * 1024, Set.of(GitUrl.Scheme.FOLDER)),
                new Heard());
        http = new OperatorHttp(
                new HttpAddress("127.0.0.1", 0), new OperatorHttp.Answers(() -> "", () -> true, () -> true, sources));
        http.start();
    }

    @AfterEach
    void end() {
        http.close();
        sources.close();
    }

    @Test
    void a_push_is_applied_at_the_next_look() throws Exception {
        repository.realm("plant-a").commit();
        source("interval: 1s");
        sources.open();
        awaitFleet("ManagementRealm/plant-a");

        repository.realm("plant-b").commit();

        awaitFleet("ManagementRealm/plant-a", "ManagementRealm/plant-b");
        await().atMost(Duration.ofSeconds(60)).until(() -> told.stream().anyMatch(each -> each.startsWith("Applied")));
    }

    @Test
    void a_forge_that_knows_the_secret_and_a_person_who_asks_are_served_before_the_interval_is_over() throws Exception {
        server.secrets.put("hook", Map.of("token", SECRET));
        repository.realm("plant-a").commit();
        WeftResource source = source("interval: 24h\nwebhook: {secretRef: {name: hook}}");
        assertThat(post("/hooks/plant/fleet", SECRET)).as("a standby").isEqualTo(503);
        sources.open();
        awaitFleet("ManagementRealm/plant-a");

        repository.realm("plant-b").commit();
        assertThat(post("/hooks/plant/fleet", "a-wrong-secret-of-somebody")).isEqualTo(403);
        assertThat(post("/hooks/plant/other", SECRET)).isEqualTo(404);
        assertThat(post("/hooks/", SECRET)).isEqualTo(404);
        assertThat(post("/hooks/plant/fleet/more", SECRET)).isEqualTo(404);
        assertThat(get("/hooks/plant/fleet")).isEqualTo(405);
        assertThat(get("/healthz")).isEqualTo(200);
        assertThat(post("/hooks/plant/fleet", SECRET)).isEqualTo(202);
        awaitFleet("ManagementRealm/plant-a", "ManagementRealm/plant-b");

        server.edit(FakeServer.ref(dev.weft.model.Kinds.MANAGEMENT_REALM, "plant-b"), "label", "by hand");
        source.getMetadata().setAnnotations(Map.of(Annotations.RECONCILE, "now"));
        sources.onChange(FakeServer.SOURCE);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.find(FakeServer.ref(dev.weft.model.Kinds.MANAGEMENT_REALM, "plant-b"))
                        .orElseThrow()
                        .getSpec()
                        .isEmpty());
    }

    @Test
    void a_secret_that_comes_or_changes_is_used_at_once() throws Exception {
        String alice = repository.signer("alice");
        repository.realm("plant-a").commitSigned("alice");
        source("interval: 24h\nverification: {secretRef: {name: signers}}");
        sources.open();
        awaitReason("SecretMissing");

        server.secrets.put("signers", Map.of("allowed_signers", repository.signer("bob")));
        sources.onSecret(FakeServer.PLANT, "signers");
        awaitReason("Unverified");
        server.secrets.put("signers", Map.of("allowed_signers", alice));
        sources.onSecret(FakeServer.PLANT, "signers");

        awaitReason("Applied");
        assertThat(told)
                .anyMatch(each -> each.startsWith("SecretMissing"))
                .anyMatch(each -> each.startsWith("Unverified"));
    }

    @Test
    void a_source_that_goes_takes_nothing_with_it_but_its_fetched_objects() throws Exception {
        repository.realm("plant-a").commit();
        source("interval: 1s");
        sources.open();
        awaitReason("Applied");

        server.resources.remove(FakeServer.SOURCE);
        sources.onChange(FakeServer.SOURCE);

        assertThat(sources.draft(FakeServer.SOURCE)).isEmpty();
        assertThat(server.fleet()).containsExactly("ManagementRealm/plant-a");
    }

    private WeftResource source(String more) {
        return server.source("fleet", "url: '" + repository.path() + "'\npath: fleet\n" + more + "\n");
    }

    private void awaitFleet(String... titles) {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.fleet().equals(List.of(titles)));
    }

    private void awaitReason(String reason) {
        await().alias(reason)
                .atMost(Duration.ofSeconds(60))
                .until(() -> sources.draft(FakeServer.SOURCE).stream()
                        .map(StatusDraft::conditions)
                        .flatMap(Collection::stream)
                        .anyMatch(each -> each.type().equals(Condition.READY) && reason.equals(each.reason())));
    }

    private int post(String path, String secret) throws Exception {
        return status(HttpRequest.newBuilder(uri(path))
                .header("X-Gitlab-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private int get(String path) throws Exception {
        return status(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http.port() + path);
    }

    private int status(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private final class Heard implements FleetListener {

        @Override
        public void onNews(Collection<ResourceRef> refs) {}

        @Override
        public void onEvent(ResourceRef about, Told event) {
            told.add(event.reason() + ": " + event.message());
        }
    }
}
