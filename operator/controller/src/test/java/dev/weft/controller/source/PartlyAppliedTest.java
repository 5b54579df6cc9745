package dev.weft.controller.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ResourceApplier.Refused;
import dev.weft.controller.status.SourceProgress;
import dev.weft.controller.status.SourceStatus;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.PartlyApplied;
import dev.weft.crd.status.WeftStatus;
import dev.weft.model.Kinds;
import dev.weft.sources.git.remote.GitUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server would have taken all, and does not when it comes to it: what is said then is true, and it comes to rest. */
class PartlyAppliedTest {

    private static final List<String> REALMS = List.of("plant-a", "plant-b", "plant-c", "plant-d", "plant-e");
    private static final ResourceRef THIRD = FakeServer.ref(Kinds.MANAGEMENT_REALM, "plant-c");
    private static final String BOBS = "conflict with \"bob\": .spec.label";

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TestRepository repository;

    @SuppressWarnings("NullAway.Init") // made before each test
    private SourceLook look;

    private String more = "";

    @BeforeEach
    void make() throws IOException {
        repository = new TestRepository(folder);
        look = process(WeftStatus.EMPTY);
    }

    @Test
    void a_conflict_at_the_third_of_five_says_what_is_in_force_also_after_a_restart_and_goes_with_its_cause()
            throws Exception {
        String first = push("1");
        look();
        String second = push("2");
        server.refusals.put(THIRD, new Refused(Refused.Cause.CONFLICT, BOBS));

        WeftStatus status = look();

        assertThat(status.condition(Condition.READY).orElseThrow().reason()).isEqualTo("Conflict");
        assertThat(message(status))
                .contains("fleet/plant-c.yaml:1:1: ManagementRealm/plant-c", "\"bob\"", "spec.force: true")
                .contains("revision " + second.substring(0, 10) + " is in force for 2 of 5 resources, and not for"
                        + " ManagementRealm/plant-c, ManagementRealm/plant-d, ManagementRealm/plant-e")
                .contains("as a whole is " + first.substring(0, 10), "git revert");
        assertThat(status.lastAppliedRevision()).isEqualTo(first);
        assertThat(status.lastAttemptedRevision()).isEqualTo(second);
        String told = message(status);

        // It is found by the attempt now, before anything changes: what was changed before is as true as it was.
        server.refusals.clear();
        server.foreign.add(THIRD);
        status = look();
        assertThat(message(status)).contains(told.substring(told.indexOf(" - revision ")));
        look = process(status);
        assertThat(message(look())).contains(told.substring(told.indexOf(" - revision ")));

        server.foreign.clear();
        status = look();
        assertThat(status.condition(Condition.READY)).get().matches(Condition::isTrue);
        assertThat(status.lastAppliedRevision()).isEqualTo(second);
        assertThat(status.partlyApplied()).isNull();
        assertThat(labels()).containsOnly("L2");
        server.calls.clear();
        look();
        assertThat(server.calls).as("it is at rest").isEmpty();
    }

    @Test
    void a_branch_that_takes_the_revision_back_undoes_the_part_of_it() throws Exception {
        String first = push("1");
        look();
        push("2");
        server.refusals.put(THIRD, new Refused(Refused.Cause.CONFLICT, BOBS));
        look();
        assertThat(labels()).containsExactly("L2", "L2", "L1", "L1", "L1");
        server.refusals.clear();

        repository.git("reset", "-q", "--hard", first);
        WeftStatus status = look();

        assertThat(labels()).containsOnly("L1");
        assertThat(status.condition(Condition.READY)).get().matches(Condition::isTrue);
        assertThat(status.partlyApplied()).isNull();
        assertThat(status.lastAppliedRevision()).isEqualTo(first);
    }

    @Test
    void where_nothing_was_changed_the_revision_before_stays_and_what_is_the_same_in_both_is_not_missing()
            throws Exception {
        String first = push("1");
        look();
        repository.write("fleet/plant-c.yaml", document("plant-c", "2")).commit();
        server.refusals.put(THIRD, new Refused(Refused.Cause.CONFLICT, BOBS));
        WeftStatus status = look();
        assertThat(message(status)).contains("in force stays revision " + first.substring(0, 10));
        assertThat(status.partlyApplied()).isNull();

        String second =
                repository.write("fleet/plant-a.yaml", document("plant-a", "2")).commit();
        assertThat(message(look()))
                .contains("revision " + second.substring(0, 10)
                        + " is in force for 4 of 5 resources, and not for ManagementRealm/plant-c; the last");
    }

    @Test
    void an_api_server_that_goes_away_in_the_middle_is_tried_again() throws Exception {
        push("1");
        server.refusals.put(THIRD, new Refused(Refused.Cause.UNAVAILABLE, "connection refused"));
        WeftStatus status = look();
        assertThat(message(status))
                .contains("connection refused", "is in force for 2 of 5 resources")
                .contains("none was carried out as a whole yet");
        assertThat(status.condition(Condition.RECONCILING)).get().matches(Condition::isTrue);
        more = "suspend: true";
        assertThat(look().condition(Condition.READY).orElseThrow())
                .matches(each -> !each.isTrue())
                .matches(each -> String.valueOf(each.message()).contains("2 of 5"));

        more = "";
        server.refusals.clear();
        assertThat(look().condition(Condition.READY)).get().matches(Condition::isTrue);
        assertThat(labels()).containsOnly("L1");
    }

    @Test
    void what_could_not_be_deleted_does_not_make_the_rest_an_older_revision() throws Exception {
        push("1");
        look();
        more = "prune: true";
        String second = repository.remove("fleet/plant-c.yaml").commit();
        server.kept.add(THIRD);

        assertThat(message(look()))
                .contains("ManagementRealm/plant-c could not be deleted: a policy keeps it")
                .contains("revision " + second.substring(0, 10) + " is in force for all its resources, but");

        server.kept.clear();
        assertThat(look().lastAppliedRevision()).isEqualTo(second);
        assertThat(server.fleet()).hasSize(4);
    }

    @Test
    void a_process_that_dies_in_the_middle_leaves_word_that_it_had_begun_and_the_next_one_tells_how_far()
            throws Exception {
        String first = push("1");
        WeftStatus before = look();
        assertThat(server.noted).isEmpty();
        String second = push("2");
        server.deadly = THIRD;

        assertThatThrownBy(this::look).isInstanceOf(FakeServer.Died.class);

        assertThat(labels()).containsExactly("L2", "L2", "L1", "L1", "L1");
        assertThat(server.noted).contains(new PartlyApplied(second, 0, 5, List.of()));
        server.deadly = null;
        server.dead = false;
        WeftStatus left = with(before, server.noted.orElseThrow());
        look = process(left);
        more = "suspend: true";
        assertThat(message(look()))
                .contains("revision " + second.substring(0, 10)
                        + " was begun to be applied, and is in force for at least 0 of 5 resources; the last that was"
                        + " carried out as a whole is " + first.substring(0, 10));
        more = "";
        server.foreign.add(THIRD);
        assertThat(message(look()))
                .contains(
                        "is in force for 2 of 5 resources, and not for ManagementRealm/plant-c, ManagementRealm/plant-d,"
                                + " ManagementRealm/plant-e");

        server.foreign.clear();
        WeftStatus status = look();
        assertThat(status.condition(Condition.READY)).get().matches(Condition::isTrue);
        assertThat(status.partlyApplied()).isNull();
        assertThat(labels()).containsOnly("L2");
    }

    @Test
    void what_is_noted_is_true_at_the_end_and_not_written_again_and_again() throws Exception {
        push("1");
        look();
        assertThat(server.notes).as("begun, and whole").isEqualTo(2);
        assertThat(server.noted).isEmpty();
        look();
        assertThat(server.notes).isEqualTo(2);

        push("2");
        server.refusals.put(THIRD, new Refused(Refused.Cause.CONFLICT, BOBS));
        WeftStatus status = look();
        assertThat(server.noted).contains(Objects.requireNonNull(status.partlyApplied()));
        int notes = server.notes;
        look();
        assertThat(server.notes).as("it is as it was").isEqualTo(notes);
    }

    private static WeftStatus with(WeftStatus before, PartlyApplied partly) {
        return new WeftStatus(
                before.observedGeneration(),
                before.conditions(),
                before.revision(),
                before.plan(),
                before.externalId(),
                before.nodes(),
                before.lastAppliedTime(),
                before.lastAppliedRevision(),
                before.lastAttemptedRevision(),
                before.history(),
                partly);
    }

    /** All five realms, with this label. */
    private String push(String label) throws IOException {
        for (String realm : REALMS) {
            repository.write("fleet/" + realm + ".yaml", document(realm, label));
        }
        return repository.commit();
    }

    private static String document(String realm, String label) {
        return "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: " + realm + "}, spec: {label: L"
                + label + "}}\n";
    }

    private List<String> labels() {
        return REALMS.stream()
                .map(realm -> server.find(FakeServer.ref(Kinds.MANAGEMENT_REALM, realm))
                        .orElseThrow())
                .map(each -> String.valueOf(each.getSpec().get("label")))
                .toList();
    }

    private WeftStatus look() {
        var source = server.source("fleet", "url: '" + repository.path() + "'\npath: fleet\n" + more + "\n");
        return SourceStatus.draft(look.look(source).state(), 1).over(null, Instant.EPOCH);
    }

    private static String message(WeftStatus status) {
        return String.valueOf(status.condition(Condition.READY).orElseThrow().message());
    }

    /** An operator that was started just now: what it knows is what the status says. */
    private SourceLook process(WeftStatus remembered) {
        Path cache = folder.resolve("cache");
        long most = 64L * 1024 * 1024;
        SourceSettings settings = new SourceSettings(
                cache, most, Set.of(GitUrl.Scheme.FOLDER), SourceSettings.USUAL_PATIENCE, LabelSelector.EVERYTHING);
        return new SourceLook(
                FakeServer.SOURCE,
                SourceProgress.of(remembered),
                new SourceLook.Around(server, server, settings, new SourceCache(cache, most, 2), Clock.systemUTC()),
                begun -> {});
    }
}
