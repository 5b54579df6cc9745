package dev.weft.controller.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.controller.OperatorSettings.HttpAddress;
import dev.weft.controller.fleet.FleetListener;
import dev.weft.controller.http.OperatorHttp;
import dev.weft.controller.resource.Annotations;
import dev.weft.controller.resource.LabelSelector;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
        sources = sources(SourceSettings.USUAL_PATIENCE);
        http = new OperatorHttp(
                new HttpAddress("127.0.0.1", 0), new OperatorHttp.Answers(() -> "", () -> true, () -> true, sources));
        http.start();
    }

    private Sources sources(Duration patience) {
        return new Sources(
                server,
                server,
                new SourceSettings(
                        folder.resolve("cache"),
                        64 * 1024 * 1024,
                        EnumSet.allOf(GitUrl.Scheme.class),
                        patience,
                        LabelSelector.EVERYTHING),
                new Heard());
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
    void a_label_that_somebody_takes_away_is_back_after_the_interval() throws Exception {
        ResourceRef realm = FakeServer.ref(dev.weft.model.Kinds.MANAGEMENT_REALM, "plant-a");
        repository
                .write(
                        "fleet/plant-a.yaml",
                        "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-a, labels: {site: graz}}}")
                .commit();
        source("interval: 1s");
        sources.open();
        awaitReason("Applied");

        server.mark(realm, Map.of("weft.dev/source", "fleet"), Map.of());

        await().atMost(Duration.ofSeconds(60))
                .until(() -> "graz"
                        .equals(server.find(realm)
                                .orElseThrow()
                                .getMetadata()
                                .getLabels()
                                .get("site")));
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

    @Test
    void servers_that_never_come_to_an_end_are_given_up_and_keep_no_other_source_waiting() throws Exception {
        repository.realm("plant-a").commit();
        try (SlowServer slow = new SlowServer();
                Sources impatient = sources(Duration.ofSeconds(2))) {
            slowSource("https-1", "https://" + slow.address() + "/fleet.git");
            slowSource("ssh-1", "ssh://git@" + slow.address() + "/fleet.git");
            impatient.open();
            await().atMost(Duration.ofSeconds(60)).until(() -> slow.connections() == 2);

            source("interval: 1s");
            impatient.onChange(FakeServer.SOURCE);

            awaitFleet("ManagementRealm/plant-a");
            for (String name : List.of("https-1", "ssh-1")) {
                await().alias(name)
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(ready(
                                                impatient, FakeServer.ref(dev.weft.model.Kinds.FABRIC_SOURCE, name)))
                                        .matches(each -> "FetchFailed".equals(each.reason()))
                                        .matches(each ->
                                                String.valueOf(each.message()).contains("was not read within 2 s"))
                                        .matches(
                                                each -> String.valueOf(each.message())
                                                        .contains(
                                                                "sources.timeoutSeconds in the chart (the operator's --source-timeout)")));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> slow.connections() == 0);
        }
    }

    @Test
    void whoever_waits_for_a_server_when_the_operator_or_its_source_ends_is_let_go_at_once() throws Exception {
        Set<Thread> before = lookers();
        try (SlowServer slow = new SlowServer();
                Sources patient = sources(Duration.ofHours(1))) {
            slowSource("https-1", "https://" + slow.address() + "/fleet.git");
            slowSource("ssh-1", "ssh://git@" + slow.address() + "/fleet.git");
            patient.open();
            await().atMost(Duration.ofSeconds(60)).until(() -> slow.connections() == 2);

            ResourceRef gone = FakeServer.ref(dev.weft.model.Kinds.FABRIC_SOURCE, "https-1");
            server.resources.remove(gone);
            patient.onChange(gone);
            await().atMost(Duration.ofSeconds(60)).until(() -> slow.connections() == 1);
            patient.close();

            await().atMost(Duration.ofSeconds(60)).until(() -> before.containsAll(lookers()));
            assertThat(slow.connections()).isZero();
            assertThat(told).as("nothing is wrong with the repositories").isEmpty();
        }
    }

    private static Set<Thread> lookers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("weft-git"))
                .collect(Collectors.toSet());
    }

    private void slowSource(String name, String url) {
        server.source(name, "url: '" + url + "'\npath: fleet\ninterval: 1h\n");
    }

    private static Condition ready(Sources all, ResourceRef ref) {
        return all.draft(ref).stream()
                .flatMap(draft -> draft.conditions().stream())
                .filter(each -> each.type().equals(Condition.READY))
                .findFirst()
                .orElseThrow();
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
