package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.compare.Comparison;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.render.PlanSummary;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import dev.weft.model.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A document that goes leaves what it put onto nodes; what an edit takes out of a document is stopped. */
class RemovedDocumentsTest {

    private static final NodeKey EDGE = new NodeKey("plant", "edge1");
    private static final ObjectPath WORKER = EDGE.path().child(ObjectKind.WORKER, "router1");
    private static final ObjectPath LINE = WORKER.child(ObjectKind.REALM, "line");
    private static final ObjectPath MES = WORKER.child(ObjectKind.REALM, "mes");
    private static final PlanOptions.Removals MES_GRANTED = new PlanOptions.Removals(Set.of(), Set.of(MES), Set.of());
    private static final ObjectPath PORT = WORKER.child(ObjectKind.TRANSPORT, "mes");

    private static final String FLEET = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1, labels: {%s}}
            spec: {mrealm: plant, publicKey: "%s"%s}
            """;
    private static final String BASE = layout("base", "", "{id: router1, type: router, realms: [{name: line}]}");
    private static final String ADDED = layout(
            "added",
            "mes: wanted",
            "{id: router1, type: router, realms: [{name: mes}],"
                    + " transports: [{id: mes, type: rawsocket, endpoint: {type: tcp, port: 9000}}]}");

    private final SimulatedFabric fabric = SimulatedFabric.complete();

    @Test
    void what_one_of_several_layouts_put_there_stays_when_its_document_goes() {
        apply(fleet(BASE, ADDED));

        Plan plan = plan(fleet(BASE), PlanOptions.DEFAULT);

        assertThat(plan.isEmpty()).as("%s", plan).isTrue();
        assertThat(left(plan)).containsExactly(MES, PORT);
        assertThat(PlanSummary.of(plan))
                .contains(
                        "Left: 2 live objects stay of added, which is gone or does not select the node any more; they go with"
                                + " --prune: " + MES)
                .doesNotContain("Unmanaged");
    }

    @Test
    void what_an_edit_takes_out_of_one_of_several_layouts_is_stopped() {
        apply(fleet(BASE, ADDED));

        Plan plan = plan(
                fleet(BASE, layout("added", "mes: wanted", "{id: router1, type: router, realms: [{name: mes}]}")),
                PlanOptions.DEFAULT);

        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.path()).isEqualTo(PORT);
            assertThat(action.reason()).isEqualTo("removed from the layout");
        });
    }

    @Test
    void with_prune_it_goes_last_within_the_budget() {
        apply(fleet(BASE, ADDED));
        String more = layout("base", "", "{id: router1, type: router, realms: [{name: line}, {name: new}]}");

        Plan plan = plan(fleet(more), PlanOptions.DEFAULT.withPrune());

        assertThat(plan.actions()).extracting(Action::type).startsWith(ActionType.CREATE);
        assertThat(plan.actions().stream().skip(1))
                .extracting(Action::reason)
                .containsOnly("its layout is gone, or does not select the node any more");
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan(fleet(more), PlanOptions.DEFAULT.withPruneCap(1).withPrune())
                        .refusals())
                .extracting(Refusal::message)
                .containsExactly("would prune 2 objects (limit 1)");
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();
        assertThat(fabric.require(EDGE).objects()).doesNotContainKey(MES).doesNotContainKey(PORT);
        assertThat(plan(fleet(more), PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    @Test
    void more_nodes_than_the_budget_are_not_retired_at_once_and_the_rest_is_done() {
        apply(fleet(BASE));
        Desired retired = fleetOf("mes: wanted", ", lifecycle: Retired", BASE);

        assertThat(plan(retired, PlanOptions.DEFAULT).refusals()).isEmpty();
        Plan none = plan(retired, PlanOptions.DEFAULT.withPruneCap(0));
        assertThat(none.actions()).isEmpty();
        assertThat(none.refusals())
                .extracting(Refusal::message)
                .containsExactly("would retire 1 node, with 2 objects inside (limit 0)");
        assertThat(none.observed().deferred()).extracting(Deferred::reason).containsExactly(Deferred.RETIRES);
    }

    @Test
    void what_was_granted_counts_with_what_comes_and_a_plan_of_one_node_removes_nothing_else() {
        apply(fleet(BASE, ADDED));
        PlanOptions prune = PlanOptions.DEFAULT.withPrune();

        assertThat(plan(fleet(BASE), prune.onlyNode(EDGE)).actions()).isEmpty();
        assertThat(plan(fleet(BASE), prune.onlyNode(EDGE))
                        .observed()
                        .leftovers()
                        .withheld())
                .containsExactly(MES, PORT);
        assertThat(plan(fleet(BASE), prune.withRemovals(MES_GRANTED).onlyNode(EDGE))
                        .actions())
                .extracting(Action::path)
                .containsExactly(MES);
        Plan rest = plan(fleet(BASE), prune.withPruneCap(1).withRemovals(MES_GRANTED));
        assertThat(rest.actions()).extracting(Action::path).containsExactly(MES);
        assertThat(rest.refusals())
                .extracting(Refusal::message)
                .containsExactly("would prune 1 object (limit 1, 1 of it used or planned since the documents changed)");
    }

    @Test
    void a_plan_of_one_node_says_beyond_the_budget_only_of_what_a_plan_of_everything_said_so() {
        apply(fleet(BASE, ADDED));
        PlanOptions single = PlanOptions.DEFAULT.withPrune().onlyNode(EDGE);

        assertThat(PlanSummary.of(plan(fleet(BASE), single)))
                .contains("is looked at with the rest of the fleet: " + MES)
                .doesNotContain("beyond the budget");
        PlanOptions.Removals told = new PlanOptions.Removals(Set.of(), Set.of(), Set.of(MES, PORT));
        assertThat(PlanSummary.of(plan(fleet(BASE), single.withRemovals(told))))
                .contains("is beyond the budget of 10: " + MES)
                .doesNotContain("with the rest of the fleet");
    }

    @Test
    void a_node_that_says_prune_is_pruned_without_an_option() {
        apply(fleet(BASE, ADDED));

        Plan plan = plan(fleetOf("mes: wanted", ", prune: true", BASE), PlanOptions.DEFAULT);

        assertThat(plan.actions()).extracting(Action::path).containsExactly(MES, PORT);
    }

    @Test
    void nothing_is_pruned_on_a_node_where_something_is_in_doubt() {
        apply(fleet(BASE, ADDED));
        ObjectPath theirs = WORKER.child(ObjectKind.REALM, "other");
        fabric.put(LiveObject.running(theirs, Map.of("name", "another")));
        String wants = layout("base", "", "{id: router1, type: router, realms: [{name: line}, {name: other}]}");

        Plan plan = plan(fleet(wants), PlanOptions.DEFAULT.withPrune());

        assertThat(plan.conflicts()).hasSize(1);
        assertThat(plan.actions()).isEmpty();
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.message()).startsWith("does not prune " + MES + " and 1 more: " + theirs));
        assertThat(left(plan)).containsExactly(MES, PORT);
    }

    @Test
    void what_a_record_of_an_older_version_has_is_taken_out_by_an_edit() {
        apply(fleet(BASE, ADDED));
        TreeMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        fabric.require(EDGE)
                .inventory()
                .orElseThrow()
                .owned()
                .keySet()
                .forEach(path -> owned.put(path, Inventory.Entry.UNKNOWN));
        fabric.setInventory(EDGE, new Inventory(owned));

        assertThat(plan(fleet(BASE), PlanOptions.DEFAULT).actions())
                .extracting(Action::path)
                .containsExactly(MES, PORT);
    }

    @Test
    void who_needs_the_port_of_what_is_pruned_waits_for_it() {
        apply(fleet(BASE, ADDED));
        String taker = layout(
                "base",
                "",
                "{id: router1, type: router, realms: [{name: line}],"
                        + " transports: [{id: other, type: rawsocket, endpoint: {type: tcp, port: 9000}}]}");

        Plan plan = plan(fleet(taker), PlanOptions.DEFAULT.withPrune());

        ObjectPath other = WORKER.child(ObjectKind.TRANSPORT, "other");
        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.action(other).orElseThrow().dependsOn()).contains(PORT);
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();
        assertThat(plan(fleet(taker), PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    @Test
    void a_node_that_leaves_a_layout_by_its_labels_keeps_what_it_has_from_it() {
        apply(fleet(BASE, ADDED));

        Plan plan = plan(fleetOf("site: graz", "", BASE, ADDED), PlanOptions.DEFAULT);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(left(plan)).containsExactly(MES, PORT);
    }

    @Test
    void another_layout_stops_nothing_that_the_only_one_before_it_had_put_there() {
        apply(fleet(BASE));
        assertThat(plan(fleet(), PlanOptions.DEFAULT).isEmpty()).isTrue();

        Desired other = fleet(layout("other", "", "{id: router2, type: router}"));
        assertThat(plan(other, PlanOptions.DEFAULT).actions())
                .extracting(Action::type)
                .containsOnly(ActionType.CREATE);
        apply(other);
        assertThat(fabric.require(EDGE).objects()).containsKey(LINE);
    }

    @Test
    void a_layout_of_another_name_takes_over_and_what_it_leaves_out_stays() {
        apply(fleet(BASE, ADDED));
        String renamed = layout("renamed", "mes: wanted", "{id: router1, type: router, realms: [{name: mes}]}");

        Plan plan = plan(fleet(BASE, renamed), PlanOptions.DEFAULT);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.isRecordDue()).as("who names it is recorded").isTrue();
        assertThat(left(plan)).containsExactly(PORT);
        new Driver(fabric, 1).run(plan);
        assertThat(fabric.require(EDGE).inventory().orElseThrow().entry(MES).documents())
                .containsExactly("renamed");
        String less = layout("renamed", "mes: wanted", "{id: router1, type: router}");
        assertThat(plan(fleet(BASE, less), PlanOptions.DEFAULT).action(MES)).isPresent();
    }

    @Test
    void what_is_named_by_another_document_too_stays_named_by_that() {
        String both = layout("both", "", "{id: router1, type: router, realms: [{name: mes}]}");
        apply(fleet(BASE, ADDED, both));
        apply(fleet(BASE, both));

        String less = layout("both", "", "{id: router1, type: router}");
        Plan plan = plan(fleet(BASE, less), PlanOptions.DEFAULT);

        assertThat(plan.actions()).extracting(Action::path).containsExactly(MES);
        assertThat(left(plan)).containsExactly(PORT);
    }

    @Test
    void workers_that_are_taken_out_of_the_nodes_own_document_are_stopped() {
        apply(fleetOf("mes: wanted", ", workers: [{id: own, type: router}]", BASE));

        Plan plan = plan(fleet(BASE), PlanOptions.DEFAULT);

        assertThat(plan.actions()).singleElement().satisfies(action -> {
            assertThat(action.path()).isEqualTo(EDGE.path().child(ObjectKind.WORKER, "own"));
            assertThat(action.type()).isEqualTo(ActionType.DELETE);
        });
    }

    @Test
    void what_is_left_is_not_taken_down_with_its_worker_and_the_message_says_what_to_do() {
        apply(fleet(BASE, ADDED));
        String titled =
                layout("base", "", "{id: router1, type: router, options: {title: new}, realms: [{name: line}]}");

        Plan plan = plan(fleet(titled), PlanOptions.DEFAULT);

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.reason()).contains("'" + MES + "', and that is left of added");
            assertThat(conflict.remedy().onCommandLine())
                    .isEqualTo(
                            "name it in a layout, or let it go with spec.prune: true on the node, or weft reconcile --prune");
        });
        Plan pruned = plan(fleet(titled), PlanOptions.DEFAULT.withPrune());
        assertThat(pruned.conflicts()).isEmpty();
        assertThat(new Driver(fabric, 1).run(pruned).status()).isZero();
        assertThat(fabric.require(EDGE).objects()).doesNotContainKey(MES);
    }

    @Test
    void what_would_end_with_its_worker_counts_for_the_budget_and_beyond_it_the_worker_is_left_alone() {
        apply(fleet(BASE, ADDED));
        String titled =
                layout("base", "", "{id: router1, type: router, options: {title: new}, realms: [{name: line}]}");
        PlanOptions prune = PlanOptions.DEFAULT.withPrune();

        Plan within = plan(fleet(titled), prune.withPruneCap(2));
        assertThat(within.observed().leftovers().removed()).containsExactly(MES, PORT);
        assertThat(within.action(WORKER)).isPresent();

        Plan beyond = plan(fleet(titled), prune.withPruneCap(1));
        assertThat(beyond.actions()).isEmpty();
        assertThat(beyond.refusals()).extracting(Refusal::message).containsExactly("would prune 2 objects (limit 1)");
        assertThat(beyond.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.path()).isEqualTo(WORKER);
            assertThat(conflict.reason()).contains("'" + MES + "', and that is left of added");
        });

        Plan single = plan(fleet(titled), prune.onlyNode(EDGE));
        assertThat(single.actions()).as("nothing was granted").isEmpty();
        assertThat(single.observed().leftovers().withheld()).containsExactly(MES, PORT);
        assertThat(single.conflicts()).extracting(Conflict::path).containsExactly(WORKER);
    }

    @Test
    void what_stays_is_told_with_what_helps_the_reader_and_not_with_what_was_done_already() {
        apply(fleet(BASE, ADDED));
        PlanOptions prune = PlanOptions.DEFAULT.withPrune();

        Plan beyond = plan(fleet(BASE), prune.withPruneCap(1));
        assertThat(PlanSummary.of(beyond))
                .contains(
                        "Left: 2 live objects stay of added, which is gone or does not select the node any more; to prune all"
                                + " that shall go is beyond the budget of 1: " + MES)
                .contains("let fewer go at a time, or allow it once with --prune-cap 2.")
                .doesNotContain("with --prune:");
        assertThat(beyond.refusals())
                .extracting(refusal -> refusal.remedy().inOperator())
                .containsExactly(
                        "let fewer go at a time, or allow as many with operator.pruneCap in the chart (the operator's --prune-cap)");

        ObjectPath theirs = WORKER.child(ObjectKind.REALM, "other");
        fabric.put(LiveObject.running(theirs, Map.of("name", "another")));
        String wants = layout("base", "", "{id: router1, type: router, realms: [{name: line}, {name: other}]}");
        Plan doubted = plan(fleet(wants), prune);
        assertThat(PlanSummary.of(doubted))
                .contains("any more; what else is in doubt on the node comes first: " + MES)
                .doesNotContain("with --prune:");
        assertThat(doubted.conflicts())
                .extracting(conflict -> conflict.remedy().inOperator())
                .containsExactly("give yours another id");
    }

    @Test
    void what_would_end_with_its_worker_stays_where_something_else_on_the_node_is_in_doubt() {
        apply(fleet(BASE, ADDED));
        ObjectPath theirs = EDGE.path().child(ObjectKind.WORKER, "router2");
        fabric.put(LiveObject.running(theirs, Map.of("type", "router", "options", Map.of("title", "theirs"))));
        String titled = layout(
                "base",
                "",
                "{id: router1, type: router, options: {title: new}, realms: [{name: line}]}, {id: router2, type: router}");

        Plan plan = plan(fleet(titled), PlanOptions.DEFAULT.withPrune());

        assertThat(plan.conflicts()).extracting(Conflict::path).containsExactly(WORKER, theirs);
        assertThat(plan.actions()).isEmpty();
        assertThat(plan.observed().leftovers().doubted()).containsExactly(MES, PORT);
        assertThat(left(plan)).containsExactly(MES, PORT);
    }

    @Test
    void what_is_left_in_a_worker_that_is_not_ours_is_told_as_staying_until_that_is_settled() {
        apply(fleet(BASE, ADDED));
        TreeMap<ObjectPath, Inventory.Entry> owned =
                new TreeMap<>(fabric.require(EDGE).inventory().orElseThrow().owned());
        owned.remove(WORKER);
        fabric.setInventory(EDGE, new Inventory(owned));
        String titled =
                layout("base", "", "{id: router1, type: router, options: {title: new}, realms: [{name: line}]}");

        Plan plan = plan(fleet(titled), PlanOptions.DEFAULT.withPrune());

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.conflicts()).extracting(Conflict::path).containsExactly(WORKER);
        assertThat(left(plan)).containsExactly(MES, PORT);
        assertThat(PlanSummary.of(plan)).contains("comes first: " + MES).doesNotContain("with --prune:");
        assertThat(PlanSummary.of(plan(fleet(titled), PlanOptions.DEFAULT))).contains("they go with --prune: " + MES);
    }

    @Test
    void what_is_inside_a_worker_that_stays_is_counted_as_without_prune() {
        String whole = layout(
                "whole",
                "mes: wanted",
                "{id: router2, type: router, realms: [{name: mes, roles: [{name: hmi, permissions: []}]}]}");
        apply(fleet(BASE, whole));
        Plan without = plan(fleet(BASE), PlanOptions.DEFAULT);
        assertThat(left(without)).hasSize(3);

        Plan beyond = plan(fleet(BASE), PlanOptions.DEFAULT.withPrune().withPruneCap(0));
        assertThat(beyond.observed().leftovers().left())
                .isEqualTo(without.observed().leftovers().left());
        assertThat(beyond.observed().unmanaged()).isEqualTo(without.observed().unmanaged());

        ObjectPath theirs = WORKER.child(ObjectKind.REALM, "other");
        fabric.put(LiveObject.running(theirs, Map.of("name", "another")));
        String wants = layout("base", "", "{id: router1, type: router, realms: [{name: line}, {name: other}]}");
        Plan doubted = plan(fleet(wants), PlanOptions.DEFAULT.withPrune());
        assertThat(doubted.observed().leftovers().left())
                .isEqualTo(without.observed().leftovers().left());
    }

    @Test
    void who_needs_the_port_of_what_stays_waits_with_all_that_waits_for_it_and_is_not_recorded() {
        apply(fleet(BASE, ADDED));
        ObjectPath theirs = WORKER.child(ObjectKind.REALM, "other");
        fabric.put(LiveObject.running(theirs, Map.of("name", "another")));
        String taker =
                "transports: [{id: other, type: web, endpoint: {type: tcp, port: 9000}, paths: {/: {type: nodeinfo},"
                        + " info: {type: json, value: 1}}}]}";
        String wants = layout("base", "", "{id: router1, type: router, realms: [{name: line}], " + taker);
        String conflicts =
                layout("base", "", "{id: router1, type: router, realms: [{name: line}, {name: other}], " + taker);
        PlanOptions prune = PlanOptions.DEFAULT.withPrune();
        ObjectPath other = WORKER.child(ObjectKind.TRANSPORT, "other");

        for (Plan plan : List.of(plan(fleet(wants), prune.withPruneCap(0)), plan(fleet(conflicts), prune))) {
            assertThat(plan.actions()).isEmpty();
            assertThat(plan.observed().deferred()).singleElement().satisfies(deferred -> {
                assertThat(deferred.reason()).startsWith(Deferred.PLACE_TAKEN + "transport 'mes'");
                assertThat(deferred.objects()).isEqualTo(2);
            });
            new Driver(fabric, 1).run(plan);
            assertThat(fabric.require(EDGE).inventory().orElseThrow().owns(other))
                    .isFalse();
        }

        Plan allowed = plan(fleet(wants), prune);
        assertThat(allowed.action(other).orElseThrow().dependsOn()).contains(PORT);
        assertThat(new Driver(fabric, 1).run(allowed).status()).isZero();
        assertThat(plan(fleet(wants), PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    @Test
    void on_a_node_that_says_exclusive_nothing_stays_and_on_one_that_is_so_by_default_it_does() {
        apply(fleet(BASE, ADDED));
        ObjectPath theirs = EDGE.path().child(ObjectKind.WORKER, "theirs");
        fabric.put(LiveObject.running(theirs, Map.of("type", "router")));

        Plan stated = plan(fleetOf("mes: wanted", ", layoutPolicy: Exclusive", BASE), PlanOptions.DEFAULT);
        assertThat(stated.actions()).extracting(Action::path).containsExactlyInAnyOrder(MES, PORT, theirs);
        assertThat(left(stated)).isEmpty();

        Plan byDefault = plan(fleet(BASE), PlanOptions.DEFAULT.withCreatedNodes(Set.of(EDGE)));
        assertThat(byDefault.actions()).extracting(Action::path).containsExactly(theirs);
        assertThat(left(byDefault)).containsExactly(MES, PORT);
    }

    @Test
    void a_comparison_with_a_renamed_layout_tells_of_none_that_goes() {
        String renamed = ADDED.replace("name: added", "name: renamed");

        assertThat(Comparison.between(fleet(BASE, ADDED), fleet(BASE, renamed)).isEmpty())
                .isTrue();
    }

    @Test
    void a_comparison_tells_the_layouts_that_go_and_deletes_nothing_of_theirs() {
        Comparison comparison = Comparison.between(fleet(BASE, ADDED), fleet(BASE));

        assertThat(comparison.plan().actions()).isEmpty();
        assertThat(comparison.isEmpty()).isFalse();
        assertThat(comparison.goneLayouts()).containsExactly("added");
    }

    /** For any fleet: without a layout nothing of it is touched, with it again nothing is to be done, with prune nothing is left. */
    @RepeatedTest(60)
    void a_layout_may_go_and_come_back(RepetitionInfo run) {
        long seed = run.getCurrentRepetition();
        List<Document> all = new RandomFleet(new Random(seed)).documents();
        String gone = seed % 2 == 0 ? "some" : "all";
        List<Document> fewer = new ArrayList<>(all);
        fewer.removeIf(document -> document.name().equals(gone));
        fabric.addRealm(RandomFleet.MREALM);
        Desired whole = RandomFleet.load(all);
        Desired part = RandomFleet.load(fewer);
        apply(whole);
        Set<ObjectPath> before = live();

        Plan without = plan(part, PlanOptions.DEFAULT);
        assertThat(without.actions()).as("seed %d", seed).isEmpty();
        new Driver(fabric, seed).run(without);
        assertThat(plan(whole, PlanOptions.DEFAULT).isEmpty())
                .as("seed %d", seed)
                .isTrue();
        assertThat(live()).as("seed %d", seed).isEqualTo(before);

        new Driver(fabric, seed)
                .run(plan(part, PlanOptions.DEFAULT.withPruneCap(1_000).withPrune()));
        Set<ObjectPath> wanted = new TreeSet<>(before);
        wanted.removeIf(
                path -> part.node(path.node().orElseThrow()).orElseThrow().isManaged()
                        && !part.objects().containsKey(path));
        assertThat(live()).as("seed %d", seed).isEqualTo(wanted);
    }

    private Set<ObjectPath> live() {
        Set<ObjectPath> live = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            live.addAll(fabric.require(RandomFleet.node(i)).objects().keySet());
        }
        return live;
    }

    private static Set<ObjectPath> left(Plan plan) {
        return plan.observed().leftovers().left().keySet();
    }

    private void apply(Desired desired) {
        Plan plan = plan(desired, PlanOptions.DEFAULT);
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();
        assertThat(plan(desired, PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    private Plan plan(Desired desired, PlanOptions options) {
        return Planner.plan(desired, fabric.state(), options, SecretSource.NONE);
    }

    private static Desired fleet(String... layouts) {
        return fleetOf("mes: wanted", "", layouts);
    }

    private static Desired fleetOf(String labels, String spec, String... layouts) {
        String nodes = FLEET.formatted(labels, RandomFleet.key(1), spec);
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", nodes + String.join("", layouts)));
    }

    private static String layout(String name, String labels, String worker) {
        return """
                ---
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: %s}
                spec: {mrealm: plant, nodeSelector: {matchLabels: {%s}}, workers: [%s]}
                """.formatted(name, labels, worker);
    }
}
