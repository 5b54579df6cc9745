package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.FingerprintKey;
import dev.weft.engine.secret.SecretRef;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in doubt on one node, or in one management realm, is left alone there, and nowhere else. */
class TroubledPlansTest {

    private static final NodeKey EDGE0 = RandomFleet.node(0);
    private static final NodeKey EDGE1 = RandomFleet.node(1);
    private static final ObjectPath WORKER0 = EDGE0.path().child(ObjectKind.WORKER, "router1");
    private static final ObjectPath WORKER1 = EDGE1.path().child(ObjectKind.WORKER, "router1");

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final Secrets secrets = new Secrets();

    @Test
    void a_missing_secret_is_found_before_anything_is_called_and_names_its_place_and_remedy() {
        Desired desired = fleet("one", "");

        Plan plan = plan(desired, PlanOptions.DEFAULT);

        assertThat(nodes(plan)).isEmpty();
        assertThat(plan.dryRunStatus()).isEqualTo(1);
        assertThat(plan.obstacles()).hasSize(2).allSatisfy(obstacle -> {
            assertThat(obstacle.cause()).isEqualTo(Obstacle.Cause.SECRET);
            assertThat(obstacle.path().kind()).isEqualTo(ObjectKind.TRANSPORT);
            assertThat(obstacle.message()).contains("$(secret.site/ws)");
            assertThat(obstacle.remedy()).isEqualTo("put site/ws somewhere");
            assertThat(obstacle.origin().toString()).startsWith("fleet.yaml:");
        });
    }

    @Test
    void a_missing_secret_of_what_is_already_there_is_no_obstacle() {
        Desired desired = applied("one", "");
        secrets.values.clear();

        Plan plan = plan(desired, PlanOptions.DEFAULT);

        assertThat(plan.isEmpty()).as("%s", plan).isTrue();
        assertThat(plan.isRecordDue()).as("the fingerprint stays recorded").isFalse();
        secrets.values.put("site/ws", "another");
        assertThat(plan(desired, PlanOptions.DEFAULT).actions()).hasSize(2);
    }

    @Test
    void a_secret_that_goes_missing_after_planning_is_found_before_its_transport_is_stopped() {
        applied("one", "");
        secrets.values.put("site/ws", "rotated");
        Plan plan = plan(fleet("one", ""), PlanOptions.DEFAULT);
        assertThat(plan.actions()).allMatch(action -> action.type() == ActionType.RESTART);
        secrets.values.clear();
        int before = fabric.performed().size();

        Report report = new Driver(fabric, 1).run(plan);

        assertThat(report.status()).isEqualTo(1);
        assertThat(fabric.performed().stream().skip(before)).noneMatch(Command.Stop.class::isInstance);
        assertThat(fabric.require(EDGE0).objects()).containsKey(WORKER0.child(ObjectKind.TRANSPORT, "ws"));
    }

    @Test
    void a_node_that_cannot_be_planned_holds_up_no_other() {
        applied("one", "");
        fabric.put(LiveObject.running(new ObjectPath(EDGE0 + "/gizmo/x"), Map.of()));
        secrets.values.put("site/ws", "rotated");

        Plan plan = plan(fleet("one", ""), PlanOptions.DEFAULT);

        assertThat(nodes(plan)).containsExactly(EDGE1);
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.cause()).isEqualTo(Obstacle.Cause.PLANNING);
            assertThat(obstacle.path()).isEqualTo(EDGE0.path());
            assertThat(obstacle.message()).contains("unknown kind");
        });
        assertThat(new Driver(fabric, 1).run(plan).status()).isEqualTo(3);
    }

    @Test
    void what_is_in_a_worker_on_its_way_up_waits_and_is_not_created() {
        Desired desired = applied("one", "");
        fabric.setStatus(WORKER1, LiveObject.Status.CHANGING);

        Plan plan = plan(desired, PlanOptions.DEFAULT);

        assertThat(plan.isEmpty()).as("%s", plan).isTrue();
        assertThat(plan.observed().deferred()).singleElement().satisfies(deferred -> {
            assertThat(deferred.node()).isEqualTo(EDGE1);
            assertThat(deferred.within()).isEqualTo(WORKER1);
            assertThat(deferred.reason()).startsWith(Deferred.CHANGING);
            assertThat(deferred.objects()).isEqualTo(4);
        });
        assertThat(plan.isRecordDue()).isFalse();
    }

    @Test
    void a_worker_that_never_comes_up_can_be_mended_where_everything_is_ours() {
        applied("one", "");
        fabric.setStatus(WORKER0, LiveObject.Status.CHANGING);
        fabric.setStatus(WORKER1, LiveObject.Status.CHANGING);

        Plan plan = plan(fleet("two", ""), PlanOptions.DEFAULT);

        assertThat(nodes(plan)).containsExactly(EDGE0);
        assertThat(plan.action(WORKER0).map(Action::type)).contains(ActionType.RESTART);
        assertThat(plan.observed().deferred())
                .as("not where something unseen may be somebody else's")
                .singleElement()
                .satisfies(deferred -> assertThat(deferred.within()).isEqualTo(WORKER1));
    }

    @Test
    void a_key_that_another_node_has_leaves_the_pairing_as_it_is() {
        applied("one", "");
        NodeKey other = RandomFleet.node(2);
        fabric.addNode(other, RandomFleet.key(9));

        Plan plan = plan(fleet("one", RandomFleet.key(9)), PlanOptions.DEFAULT);

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.path()).isEqualTo(EDGE0.path());
            assertThat(conflict.reason()).contains("as node " + other);
        });
    }

    @Test
    void what_is_ours_on_a_node_stays_ours_when_it_is_paired_with_another_key() {
        Desired desired = applied("one", "");
        Set<ObjectPath> ours = owned(EDGE0);
        fabric.setOnline(EDGE0, Completeness.OFFLINE);

        Plan plan = plan(fleet("one", RandomFleet.key(7)), PlanOptions.DEFAULT);
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();

        assertThat(owned(EDGE0)).isEqualTo(ours).isNotEmpty();
        assertThat(desired.nodes()).hasSize(2);
    }

    @Test
    void the_part_of_a_plan_that_pairs_anew_stores_what_is_ours_and_deletes_nothing_before_the_rest_is_done() {
        applied("one", "");
        Set<ObjectPath> ours = owned(EDGE0);
        secrets.values.put("site/ws", "rotated");
        Plan plan = plan(fleet("one", RandomFleet.key(7)), PlanOptions.DEFAULT);

        Plan database = plan.inDatabase(action -> true);
        assertThat(new Driver(fabric, 1).run(database).status()).isZero();

        assertThat(owned(EDGE0)).isEqualTo(ours);
        assertThat(plan(fleet("one", RandomFleet.key(7)), PlanOptions.DEFAULT).actions())
                .as("the secret is still seen as changed")
                .hasSize(2)
                .allMatch(action -> action.type() == ActionType.RESTART);
    }

    @Test
    void nothing_is_pruned_while_anything_else_is_in_doubt() {
        applied("one", "");
        Desired one = without(EDGE1);
        assertThat(plan(one, PlanOptions.DEFAULT.withPrune()).action(EDGE1.path()))
                .isPresent();
        fabric.setOnline(EDGE0, Completeness.OFFLINE);

        Plan plan = plan(one, PlanOptions.DEFAULT.withPrune());

        assertThat(plan.action(EDGE1.path())).isEmpty();
        assertThat(plan.isRefused()).as("the rest goes on").isFalse();
        assertThat(plan.dryRunStatus()).isEqualTo(5);
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.guard()).isEqualTo("prune");
            assertThat(refusal.message()).contains(EDGE1.toString(), EDGE0 + " is offline");
        });
        assertThat(new Driver(fabric, 1).run(plan).status()).isEqualTo(5);
    }

    @Test
    void a_node_that_is_away_is_not_unpaired() {
        applied("one", "");
        fabric.setOnline(EDGE1, Completeness.OFFLINE);

        Plan plan = plan(without(EDGE1), PlanOptions.DEFAULT.withPrune());

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.refusals())
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.remedy().onCommandLine()).contains("unpair_node"));
    }

    @Test
    void below_a_management_realm_of_somebody_else_nothing_is_done() {
        fabric.addRealm(RandomFleet.MREALM);
        fabric.setOwner(
                RandomFleet.MREALM, new OwnerTag("theirs", "default", "ManagementRealm", RandomFleet.MREALM, false));
        secrets.values.put("site/ws", "ours");
        Desired desired = fleet("one", "");

        Plan plan = plan(desired, PlanOptions.DEFAULT);

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.path().kind()).isEqualTo(ObjectKind.MANAGEMENT_REALM));
        Plan single = plan(desired, PlanOptions.DEFAULT.onlyNode(EDGE0));
        assertThat(single.actions()).isEmpty();
        assertThat(single.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.reason()).contains("installation 'theirs'"));
    }

    @Test
    void a_fingerprint_that_a_run_did_not_get_to_store_is_stored_when_there_is_nothing_else_to_do() {
        Desired desired = applied("one", "");
        forgetFingerprints(EDGE0);

        Plan plan = plan(desired, PlanOptions.DEFAULT);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.isRecordDue()).isTrue();
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();

        assertThat(plan(desired, PlanOptions.DEFAULT).isRecordDue()).isFalse();
        secrets.values.put("site/ws", "rotated");
        assertThat(nodes(plan(desired, PlanOptions.DEFAULT))).containsExactlyInAnyOrder(EDGE0, EDGE1);
    }

    @Test
    void what_is_taken_over_as_it_is_is_recorded_so_that_the_next_edit_is_no_conflict() {
        Desired desired = applied("one", "");
        fabric.setInventory(EDGE1, Inventory.EMPTY);

        Plan plan = plan(desired, PlanOptions.DEFAULT);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.isRecordDue()).isTrue();
        new Driver(fabric, 1).run(plan);

        assertThat(plan(fleet("two", ""), PlanOptions.DEFAULT).conflicts()).isEmpty();
    }

    @Test
    void a_secret_that_could_not_be_brought_to_an_object_is_still_seen_as_changed_afterwards() {
        Desired desired = applied("one", "");
        ObjectPath transport = WORKER1.child(ObjectKind.TRANSPORT, "ws");
        ObjectPath theirs = transport.child(ObjectKind.SERVICE, "theirs");
        fabric.put(LiveObject.running(theirs, Map.of("type", "nodeinfo")));
        secrets.values.put("site/ws", "rotated");

        Plan held = plan(desired, PlanOptions.DEFAULT);
        assertThat(held.conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.path()).isEqualTo(transport));
        new Driver(fabric, 1).run(held);
        fabric.remove(theirs);

        assertThat(plan(desired, PlanOptions.DEFAULT).action(transport).map(Action::type))
                .contains(ActionType.RESTART);
    }

    @Test
    void what_goes_down_with_a_worker_and_is_not_wanted_any_more_is_no_longer_recorded() {
        applied("one", "");
        ObjectPath old = WORKER0.child(ObjectKind.REALM, "old");
        fabric.put(LiveObject.running(old, Map.of("name", "old")));
        TreeMap<ObjectPath, Inventory.Entry> owned =
                new TreeMap<>(fabric.require(EDGE0).inventory().orElseThrow().owned());
        owned.put(old, new Inventory.Entry(new TreeSet<>(Set.of("base")), Map.of()));
        fabric.setInventory(EDGE0, new Inventory(owned));

        assertThat(new Driver(fabric, 1)
                        .run(plan(fleet("two", ""), PlanOptions.DEFAULT))
                        .status())
                .isZero();

        assertThat(owned(EDGE0)).doesNotContain(old).contains(WORKER0);
    }

    private void forgetFingerprints(NodeKey node) {
        TreeMap<ObjectPath, Inventory.Entry> owned =
                new TreeMap<>(fabric.require(node).inventory().orElseThrow().owned());
        owned.replaceAll((path, entry) -> new Inventory.Entry(entry.documents(), Map.of()));
        fabric.setInventory(node, new Inventory(owned));
    }

    private Desired applied(String title, String key) {
        secrets.values.put("site/ws", "first");
        Desired desired = fleet(title, key);
        assertThat(new Driver(fabric, 1).run(plan(desired, PlanOptions.DEFAULT)).status())
                .isZero();
        return desired;
    }

    private Plan plan(Desired desired, PlanOptions options) {
        fabric.setSecrets(secrets);
        return Planner.plan(desired, fabric.state(), options, secrets);
    }

    private Set<ObjectPath> owned(NodeKey node) {
        return fabric.require(node).inventory().orElseThrow().owned().keySet();
    }

    private static Set<NodeKey> nodes(Plan plan) {
        return plan.actions().stream()
                .flatMap(action -> action.path().node().stream())
                .collect(Collectors.toSet());
    }

    /** Two nodes, the first exclusive, each with a worker, a realm with a role, and a transport that needs a secret. */
    private static Desired fleet(String title, String keyOfFirst) {
        return RandomFleet.load(YamlDocuments.read(
                "fleet.yaml",
                REALM
                        + LAYOUT.formatted(title)
                        + node(0, keyOfFirst.isEmpty() ? RandomFleet.key(0) : keyOfFirst, "Exclusive")
                        + node(1, RandomFleet.key(1), "Shared")));
    }

    private static Desired without(NodeKey gone) {
        String other =
                gone.equals(EDGE1) ? node(0, RandomFleet.key(0), "Exclusive") : node(1, RandomFleet.key(1), "Shared");
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", REALM + LAYOUT.formatted("one") + other));
    }

    private static String node(int number, String key, String policy) {
        return """
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge%d}
                spec: {mrealm: plant-a, publicKey: "%s", layoutPolicy: %s}
                """.formatted(number, key, policy);
    }

    private static final String REALM = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant-a}
            """;

    private static final String LAYOUT = """
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant-a
              nodeSelector: {}
              workers:
              - id: router1
                type: router
                options: {title: "%s"}
                realms:
                - name: line
                  roles:
                  - {name: hmi, permissions: [{uri: com.plant., match: prefix, allow: {call: true}}]}
                transports:
                - id: ws
                  type: websocket
                  endpoint: {type: tcp, port: 8080}
                  auth: {ticket: {type: static, principals: {joe: {ticket: $(secret.site/ws), role: hmi}}}}
            """;

    /** Secrets that come and go; a value is its own fingerprint. */
    private static final class Secrets implements SecretSource {

        private final Map<String, String> values = new TreeMap<>();

        @Override
        public Optional<String> find(SecretRef ref) {
            return Optional.ofNullable(values.get(ref.name() + "/" + ref.key()));
        }

        @Override
        public Optional<String> fingerprint(SecretRef ref, FingerprintKey key) {
            return find(ref);
        }

        @Override
        public String remedy(SecretRef ref) {
            return "put " + ref.name() + "/" + ref.key() + " somewhere";
        }
    }
}
