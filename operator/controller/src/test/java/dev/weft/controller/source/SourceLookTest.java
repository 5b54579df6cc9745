package dev.weft.controller.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.SourceLook.Outcome;
import dev.weft.controller.status.SourceProgress;
import dev.weft.controller.status.SourceStatus;
import dev.weft.controller.status.SourceStatus.Persistence;
import dev.weft.controller.status.SourceStatus.Trouble;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.AppliedRevision;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import dev.weft.model.Kinds;
import dev.weft.sources.git.remote.GitUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One look after the other at a repository that Git itself made. */
class SourceLookTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long MIB = 1024 * 1024;

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TestRepository repository;

    @SuppressWarnings("NullAway.Init") // made before each test
    private SourceLook look;

    private String spec = "";
    private LabelSelector selector = LabelSelector.EVERYTHING;

    @BeforeEach
    void make() throws IOException {
        repository = new TestRepository(folder);
        look = fresh(new SourceProgress(List.of(), Optional.empty()));
        spec("");
    }

    @Test
    void a_revision_becomes_resources_of_the_namespace_once() throws Exception {
        String hash = repository.write("fleet/nodes.yaml", """
                        apiVersion: weft.dev/v1alpha1
                        kind: FabricNode
                        metadata: {name: edge1, namespace: plant, labels: {site: graz}}
                        spec: {mrealm: plant-a}
                        """).realm("plant-a").commit();

        Outcome first = look();

        assertThat(first.state().trouble()).isEmpty();
        assertThat(first.applied()).get().satisfies(applied -> {
            assertThat(applied.revision()).isEqualTo(hash);
            assertThat(applied.changed()).isEqualTo(2);
            assertThat(applied.documents()).isEqualTo(2);
        });
        WeftResource node =
                server.find(FakeServer.ref(Kinds.FABRIC_NODE, "edge1")).orElseThrow();
        assertThat(node.getMetadata().getNamespace()).isEqualTo("plant");
        assertThat(node.getMetadata().getLabels())
                .containsEntry("site", "graz")
                .containsEntry("weft.dev/source", "fleet")
                .containsEntry("app.kubernetes.io/managed-by", "weft-source");
        assertThat(server.calls).containsExactly("apply ManagementRealm/plant-a", "apply FabricNode/edge1");

        Outcome second = look();

        assertThat(second.applied()).isEmpty();
        assertThat(server.calls).hasSize(2);
        assertThat(status(second)).satisfies(status -> {
            assertThat(status.lastAppliedRevision()).isEqualTo(hash);
            assertThat(status.lastAttemptedRevision()).isEqualTo(hash);
            assertThat(status.condition(Condition.READY)).get().matches(Condition::isTrue);
            assertThat(status.history()).hasSize(1);
        });
    }

    @Test
    void what_somebody_changes_or_deletes_is_put_right_at_the_next_look() throws Exception {
        repository.realm("plant-a").realm("plant-b").commit();
        look();
        server.edit(FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-a"), "label", "by hand");
        server.resources.remove(FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-b"));

        Outcome outcome = look();

        assertThat(outcome.applied())
                .get()
                .matches(applied -> Integer.valueOf(2).equals(applied.changed()));
        assertThat(outcome.state().progress().history())
                .as("it is no other revision")
                .hasSize(1);
        assertThat(server.fleet()).containsExactly("ManagementRealm/plant-a", "ManagementRealm/plant-b");
        assertThat(server.find(FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-a"))
                        .orElseThrow()
                        .getSpec())
                .isEmpty();
    }

    @Test
    void labels_and_annotations_of_the_repository_come_back_and_those_of_others_are_left_alone() throws Exception {
        ResourceRef edge1 = FakeServer.ref(Kinds.FABRIC_NODE, "edge1");
        repository.write("fleet/nodes.yaml", """
                        apiVersion: weft.dev/v1alpha1
                        kind: FabricNode
                        metadata: {name: edge1, labels: {site: graz}, annotations: {owner: line-3}}
                        spec: {mrealm: plant-a}
                        """).realm("plant-a").commit();
        assertThat(look().state().trouble()).isEmpty();
        Map<String, String> ours =
                Map.of("site", "graz", "weft.dev/source", "fleet", "app.kubernetes.io/managed-by", "weft-source");

        server.mark(edge1, with(ours, "team", "b"), Map.of("owner", "line-3", "note", "of others"));
        server.say(edge1, "abc");
        server.calls.clear();
        assertThat(look().applied()).isEmpty();
        assertThat(server.calls).as("nothing of ours was touched").isEmpty();

        server.mark(edge1, Map.of("weft.dev/source", "fleet", "team", "b"), Map.of("owner", "line-3"));
        assertThat(look().applied()).get().matches(applied -> Integer.valueOf(1).equals(applied.changed()));
        assertThat(labels(edge1)).isEqualTo(with(ours, "team", "b"));

        server.mark(edge1, labels(edge1), Map.of("note", "of others"));
        look();
        assertThat(server.find(edge1).orElseThrow().getMetadata().getAnnotations())
                .isEqualTo(Map.of("owner", "line-3", "note", "of others"));

        server.calls.clear();
        server.say(edge1, "def");
        look();
        assertThat(server.calls).as("it is at rest").isEmpty();
    }

    @Test
    void a_label_that_the_api_server_makes_something_else_of_is_not_applied_again_and_again() throws Exception {
        repository.realm("plant-a").commit();
        server.admission = resource -> resource.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "policy");
        look();
        server.calls.clear();

        assertThat(look().applied()).isEmpty();
        assertThat(server.calls).isEmpty();
    }

    @Test
    void a_document_that_the_operators_selector_does_not_select_is_refused_before_it_is_nobodys() throws Exception {
        selector = new LabelSelector("team in (a,b),!test");
        look = fresh(new SourceProgress(List.of(), Optional.empty()));
        repository
                .realm("plant-a")
                .write(
                        "fleet/plant-b.yaml",
                        "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-b, labels: {team: a}}}")
                .commit();

        assertThat(trouble("Invalid", Persistence.LASTING).message())
                .contains("fleet/plant-a.yaml:3", "ManagementRealm/plant-a", "team in (a,b),!test", "metadata.labels")
                .doesNotContain("plant-b");
        assertThat(server.fleet()).isEmpty();

        repository.remove("fleet/plant-a.yaml").commit();
        assertThat(look().applied()).isPresent();
        server.calls.clear();
        look();
        assertThat(server.calls).isEmpty();

        ResourceRef plantB = FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-b");
        server.mark(plantB, Map.of("weft.dev/source", "fleet"), Map.of());
        server.unselected.add(plantB);
        assertThat(look().applied()).as("it has lost the label").isPresent();
        assertThat(labels(plantB)).containsEntry("team", "a");
    }

    @Test
    void what_comes_from_a_source_of_another_operator_is_a_conflict_though_it_is_in_no_cache() throws Exception {
        repository.realm("plant-a").commit();
        ResourceRef plantA = FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-a");
        server.source("of-team-b", spec);
        look();
        server.mark(plantA, Map.of("weft.dev/source", "of-team-b", "team", "b"), Map.of());
        server.unselected.addAll(Set.of(plantA, FakeServer.ref(Kinds.FABRIC_SOURCE, "of-team-b")));

        assertThat(trouble("Conflict", Persistence.LASTING).message()).contains("FabricSource/of-team-b");
    }

    @Test
    void a_broken_document_refuses_the_whole_revision_and_names_file_and_line() throws Exception {
        String good = repository.realm("plant-a").commit();
        look();
        repository.realm("plant-b").write("fleet/base.yaml", """
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant-a
                  nodeSelector: {}
                  workrs: []
                """);
        String broken = repository.commit();

        Trouble trouble = trouble("Invalid", Persistence.LASTING);

        assertThat(trouble.message()).contains("fleet/base.yaml:7", "NodeLayout/base", "workrs");
        assertThat(server.fleet()).containsExactly("ManagementRealm/plant-a");
        WeftStatus status = status(look());
        assertThat(status.lastAppliedRevision()).isEqualTo(good);
        assertThat(status.lastAttemptedRevision()).isEqualTo(broken);
        assertThat(status.condition(Condition.STALLED).orElseThrow().message())
                .contains("in force stays revision " + good.substring(0, 10));

        repository.git("revert", "--no-edit", "HEAD");
        assertThat(look().state().trouble()).isEmpty();
    }

    @Test
    void documents_that_say_whom_to_obey_or_where_else_to_go_are_refused() throws Exception {
        repository.realm("plant-a").write("fleet/more.yaml", """
                apiVersion: weft.dev/v1alpha1
                kind: Fabric
                metadata: {name: default}
                spec: {url: 'ws://elsewhere/ws'}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricSource
                metadata: {name: other}
                spec: {url: 'https://elsewhere/x.git'}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-b, namespace: kube-system}
                """);
        repository.commit();

        assertThat(trouble("Invalid", Persistence.LASTING).message())
                .contains("more.yaml:2", "must not bring a Fabric,", "more.yaml:7", "must not bring a FabricSource,")
                .contains("more.yaml:13", "names namespace 'kube-system'");
        assertThat(server.fleet()).isEmpty();
    }

    @Test
    void only_commits_of_those_who_may_sign_are_taken() throws Exception {
        String alice = repository.signer("alice");
        repository.signer("mallory");
        server.secrets.put("signers", Map.of("allowed_signers", alice));
        spec("verification: {secretRef: {name: signers}}");
        String good = repository.realm("plant-a").commitSigned("alice");
        assertThat(look().applied()).get().matches(applied -> "alice@example.com".equals(applied.signer()));

        repository.realm("plant-b").commit();
        assertThat(trouble("Unverified", Persistence.LASTING).message()).contains("is not signed");
        repository.commitSigned("mallory");
        assertThat(trouble("Unverified", Persistence.LASTING).message())
                .contains("not among the keys that may", "spec.verification")
                .doesNotContain("--");
        assertThat(status(look()).lastAppliedRevision()).isEqualTo(good);
        assertThat(server.fleet()).containsExactly("ManagementRealm/plant-a");

        server.secrets.remove("signers");
        assertThat(trouble("SecretMissing", Persistence.LASTING).message())
                .as("keys that are not there let nobody in")
                .contains("Secret plant/signers is not there", "kubectl -n plant create secret generic signers");
        server.secrets.put("signers", Map.of("other", "x"));
        assertThat(trouble("SecretMissing", Persistence.LASTING).message()).contains("allowed_signers");
        spec("verification: {allowedSigners: '" + alice.replace("'", "''") + "'}");
        assertThat(trouble("Unverified", Persistence.LASTING).message()).contains("not among the keys");
    }

    @Test
    void a_branch_that_goes_back_is_refused_also_after_a_restart_without_any_disk_until_the_step_is_confirmed()
            throws Exception {
        String first = repository.realm("plant-a").commit();
        String second = repository.realm("plant-b").commit();
        Outcome applied = look();
        repository.git("reset", "-q", "--hard", first);

        assertThat(trouble("Rewound", Persistence.LASTING).message())
                .contains("is older than the revision", "spec.allowRewind: " + second.substring(0, 10));

        WeftStatus remembered = status(applied);
        look = fresh(new SourceProgress(remembered.history(), Optional.empty()));
        repository.realm("plant-c");
        String other = repository.commit();
        assertThat(trouble("Rewound", Persistence.LASTING).message()).contains("force-pushed");
        assertThat(server.fleet()).hasSize(2);

        spec("allowRewind: " + second.substring(0, 10) + ".." + other.substring(0, 10));
        assertThat(look().state().trouble()).isEmpty();
        assertThat(server.fleet()).contains("ManagementRealm/plant-c");
        spec("ref: main");
        assertThat(look().state().trouble())
                .as("another source remembers nothing of this one")
                .isEmpty();
    }

    @Test
    void links_out_of_the_repository_and_huge_files_are_refused() throws Exception {
        repository.realm("plant-a").link("fleet/passwd.yaml", "../../passwd").commit();
        assertThat(trouble("Invalid", Persistence.LASTING).message())
                .contains("fleet/passwd.yaml", "leads out of the folder");
        repository.remove("fleet/passwd.yaml").write("fleet/huge.yaml", "# " + "x".repeat((int) (32 * MIB)));
        repository.commit();
        assertThat(trouble("Invalid", Persistence.LASTING).message()).contains("fleet/huge.yaml", "larger than");
        assertThat(server.fleet()).isEmpty();
    }

    @Test
    void what_is_not_in_the_repository_any_more_stays_and_is_named_unless_it_shall_go() throws Exception {
        repository.realm("plant-a").realm("plant-b").commit();
        look();
        repository.remove("fleet/plant-b.yaml").commit();

        Outcome kept = look();

        assertThat(server.fleet()).contains("ManagementRealm/plant-b");
        assertThat(kept.state().unmanaged()).containsExactly("ManagementRealm/plant-b");
        assertThat(status(kept).condition(Condition.SYNCED).orElseThrow())
                .matches(each -> "Unmanaged".equals(each.reason()))
                .matches(each -> String.valueOf(each.message()).contains("spec.prune: true"));

        spec("prune: true");
        Outcome pruned = look();

        assertThat(pruned.applied()).get().matches(applied -> Integer.valueOf(1).equals(applied.deleted()));
        assertThat(server.fleet()).containsExactly("ManagementRealm/plant-a");

        repository.remove("fleet/plant-a.yaml").write("fleet/empty.yaml", "").commit();
        assertThat(trouble("Invalid", Persistence.LASTING).message()).contains("no document of weft.dev");
        assertThat(server.fleet())
                .as("an empty fleet is not what anybody meant")
                .hasSize(1);
    }

    @Test
    void fields_of_others_and_resources_of_other_sources_are_a_conflict_before_anything_changes() throws Exception {
        repository.realm("plant-a").realm("plant-b").commit();
        server.foreign.add(FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-b"));

        assertThat(trouble("Conflict", Persistence.LASTING).message())
                .contains("fleet/plant-b.yaml:1", "ManagementRealm/plant-b", "kubectl-edit", "spec.force: true");
        assertThat(server.fleet()).isEmpty();

        spec("force: true");
        assertThat(look().state().trouble()).isEmpty();
        assertThat(server.fleet()).hasSize(2);

        server.foreign.clear();
        WeftResource mine = server.source("fleet", spec);
        WeftResource second = server.source("second", spec.replace("force: true", ""));
        SourceLook other = new SourceLook(
                FakeServer.ref(Kinds.FABRIC_SOURCE, "second"),
                new SourceProgress(List.of(), Optional.empty()),
                around(),
                begun -> {});
        assertThat(other.look(second).state().trouble().orElseThrow())
                .matches(each -> each.reason().equals("Conflict"))
                .matches(each -> each.message().contains("comes from FabricSource/fleet already"));
        server.resources.remove(FakeServer.SOURCE);
        assertThat(other.look(second).state().trouble())
                .as(
                        "a source that is gone (%s) claims nothing",
                        mine.getMetadata().getName())
                .isEmpty();
    }

    @Test
    void a_suspended_source_does_not_look_and_says_so() throws Exception {
        repository.realm("plant-a").commit();
        look();
        repository.realm("plant-b").commit();
        spec("suspend: true");

        WeftStatus status = status(look());

        assertThat(server.fleet()).hasSize(1);
        assertThat(status.condition(Condition.PAUSED)).get().matches(Condition::isTrue);
        assertThat(status.condition(Condition.READY)).get().matches(Condition::isTrue);
        spec("");
        look();
        assertThat(server.fleet()).hasSize(2);
    }

    @Test
    void what_cannot_be_reached_is_tried_again_and_what_is_wrong_with_the_spec_is_told() throws Exception {
        repository.realm("plant-a").commit();
        spec("ref: mian");
        assertThat(trouble("FetchFailed", Persistence.PASSING).message())
                .contains("has no branch or tag 'mian'", "spec.ref");
        spec("interval: 5x");
        assertThat(trouble("Invalid", Persistence.LASTING).message()).contains("interval");
        spec("credentials: {secretRef: {name: git}}");
        server.secrets.put("git", Map.of("x", "y"));
        assertThat(trouble("SecretMissing", Persistence.LASTING).message()).contains("token", "identity");
        spec("webhook: {secretRef: {name: hook}}");
        assertThat(trouble("SecretMissing", Persistence.LASTING).message()).contains("Secret plant/hook is not there");
        server.secrets.put("hook", Map.of("token", "short"));
        assertThat(trouble("Invalid", Persistence.LASTING).message()).contains("shorter than");
        spec("verification: {allowedSigners: alice}");
        assertThat(trouble("Invalid", Persistence.LASTING).message())
                .contains("spec.verification:1", "there is no key");
    }

    @Test
    void folders_of_the_operators_machine_are_nobodys_business() throws Exception {
        repository.realm("plant-a").commit();
        SourceLook strict = new SourceLook(
                FakeServer.SOURCE,
                new SourceProgress(List.of(), Optional.empty()),
                around(SourceSettings.of(folder.resolve("cache"), 64 * MIB).schemes()),
                begun -> {});

        assertThat(strict.look(server.source("fleet", spec))
                        .state()
                        .trouble()
                        .orElseThrow()
                        .message())
                .contains("a folder of the operator's machine");
    }

    @Test
    void fetched_objects_may_vanish_and_do_not_pile_up() throws Exception {
        repository.realm("plant-a").commit();
        look();
        assertThat(folder.resolve("cache/weft-sources/uid-fleet")).isDirectory();
        try (var files = Files.walk(folder.resolve("cache"))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(each -> assertThat(each.toFile().delete()).isTrue());
        }
        repository.realm("plant-b").commit();

        assertThat(look().state().trouble()).isEmpty();
        assertThat(server.fleet()).hasSize(2);
        SourceCache cache = new SourceCache(folder.resolve("cache"), 64 * MIB, 2);
        assertThat(cache.take("uid-fleet").mostBytes()).isBetween(31 * MIB, 33 * MIB);
        Files.createDirectories(folder.resolve("cache/others"));
        cache.keepOnly(Set.of());
        assertThat(folder.resolve("cache/others")).as("not ours").isDirectory();
        assertThat(folder.resolve("cache/weft-sources/uid-fleet")).doesNotExist();
        Files.createDirectories(folder.resolve("cache/weft-sources/old"));
        Files.write(folder.resolve("cache/weft-sources/old/pack"), new byte[(int) (40 * MIB)]);
        cache.take("uid-fleet");
        assertThat(folder.resolve("cache/weft-sources/old")).as("makes room").doesNotExist();
    }

    // --- helpers
    // -------------------------------------------------------------------------------------------------------------

    private Map<String, String> labels(ResourceRef ref) {
        return java.util.Objects.requireNonNull(server.resources.get(ref))
                .getMetadata()
                .getLabels();
    }

    private static Map<String, String> with(Map<String, String> some, String name, String value) {
        Map<String, String> all = new TreeMap<>(some);
        all.put(name, value);
        return all;
    }

    private void spec(String more) {
        spec = "url: '" + repository.path() + "'\npath: fleet\n" + more + "\n";
    }

    private Outcome look() {
        return look.look(server.source("fleet", spec));
    }

    private Trouble trouble(String reason, Persistence weight) {
        Trouble trouble = look().state().trouble().orElseThrow();
        assertThat(trouble.reason()).as(trouble.message()).isEqualTo(reason);
        assertThat(trouble.weight()).isEqualTo(weight);
        return trouble;
    }

    private WeftStatus status(Outcome outcome) {
        return SourceStatus.draft(outcome.state(), 1).over(null, NOON);
    }

    private SourceLook fresh(SourceProgress progress) {
        return new SourceLook(FakeServer.SOURCE, progress, around(), begun -> {});
    }

    private SourceLook.Around around() {
        return around(Set.of(GitUrl.Scheme.FOLDER));
    }

    private SourceLook.Around around(Set<GitUrl.Scheme> schemes) {
        Path cache = folder.resolve("cache");
        return new SourceLook.Around(
                server,
                server,
                new SourceSettings(cache, 64 * MIB, schemes, SourceSettings.USUAL_PATIENCE, selector),
                new SourceCache(cache, 64 * MIB, 2),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void the_status_remembers_ten_revisions() {
        SourceProgress progress = new SourceProgress(List.of(), Optional.empty());
        for (int i = 0; i < 12; i++) {
            progress = progress.with(new AppliedRevision("r" + i, "s", null, NOON.toString(), "x", 1, 1, 0));
        }
        assertThat(progress.history())
                .hasSize(10)
                .last()
                .matches(each -> each.revision().equals("r11"));
    }
}
