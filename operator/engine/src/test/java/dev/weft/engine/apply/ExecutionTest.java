package dev.weft.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutionTest {

    private static final NodeKey NODE = RandomFleet.node(1);

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final Desired desired = RandomFleet.load(new RandomFleet(new Random(5)).documents());

    @Test
    void a_port_in_use_fails_its_transport_blocks_what_is_on_it_and_lets_the_rest_go_on() {
        ObjectPath transport = transportWithService();
        pairAll();
        Object port = port(transport);
        ObjectPath other = transport.node().orElseThrow().path().child(ObjectKind.WORKER, "theirs");
        fabric.put(LiveObject.running(other, Map.of("type", "router")));
        fabric.put(LiveObject.running(
                other.child(ObjectKind.TRANSPORT, "x"), Map.of("type", "rawsocket", "endpoint", Map.of("port", port))));
        // Named by nobody, on a shared node or an exclusive one alike: planned as if it were not in the way.
        Plan plan = plan();

        Report report = new Driver(fabric, 1).run(withoutDeletes(plan));

        assertThat(report.status()).isEqualTo(3);
        assertThat(result(report, transport)).isEqualTo(Outcome.Result.FAILED);
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.action().path().isInside(transport))
                .isNotEmpty()
                .allSatisfy(outcome -> {
                    assertThat(outcome.result()).isEqualTo(Outcome.Result.BLOCKED);
                    assertThat(outcome.message()).isEqualTo("blocked by '" + transport + "'");
                });
        assertThat(report.count(Outcome.Result.DONE))
                .isEqualTo(report.outcomes().size() - 1 - report.count(Outcome.Result.BLOCKED));
    }

    @Test
    void a_node_that_goes_away_while_it_is_applied_to_is_deferred_and_holds_up_no_other() {
        pairAll();
        Plan plan = plan();
        fabric.setOnline(NODE, Completeness.OFFLINE);

        Report report = new Driver(fabric, 1).run(plan);

        assertThat(report.status()).isZero();
        assertThat(report.outcomes())
                .allSatisfy(outcome -> assertThat(outcome.result())
                        .isEqualTo(
                                outcome.action().path().node().equals(java.util.Optional.of(NODE))
                                        ? Outcome.Result.DEFERRED
                                        : Outcome.Result.DONE));
    }

    @Test
    void an_offline_node_is_not_touched_and_its_objects_are_never_taken_for_absent() {
        new Driver(fabric, 1).run(plan());
        fabric.setOnline(NODE, Completeness.OFFLINE);
        Desired other = RandomFleet.load(new RandomFleet(new Random(6)).documents());

        Plan plan = Planner.plan(other, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);

        assertThat(plan.actions())
                .noneSatisfy(action -> assertThat(action.path().node()).contains(NODE));
        assertThat(plan.observed().deferred()).singleElement().satisfies(deferred -> {
            assertThat(deferred.node()).isEqualTo(NODE);
            assertThat(deferred.reason()).isEqualTo("offline");
        });
    }

    @Test
    void no_more_calls_are_in_flight_than_the_limits_say() {
        pairAll();
        Execution execution = Execution.of(plan(), ExecutionOptions.of(fabric.capabilities()), new Random(1));
        java.util.ArrayDeque<Request> inFlight = new java.util.ArrayDeque<>(execution.due(0));
        while (!inFlight.isEmpty()) {
            assertThat(inFlight.size()).isLessThanOrEqualTo(64);
            Map<Object, Long> perWorker = inFlight.stream()
                    .map(request -> ((Request.Invoke) request).command().path())
                    .collect(java.util.stream.Collectors.groupingBy(
                            path -> path.worker().orElse(path), java.util.stream.Collectors.counting()));
            assertThat(perWorker.values()).allMatch(count -> count == 1);
            Request next = inFlight.remove();
            execution.onReply(next.id(), fabric.performNow(((Request.Invoke) next).command()), 0);
            inFlight.addAll(execution.due(0));
        }
        assertThat(execution.isFinished()).isTrue();
        assertThat(execution.report().status()).isZero();
    }

    @Test
    void the_deadline_ends_it_with_its_own_status() {
        Execution execution =
                Execution.of(plan(), ExecutionOptions.of(fabric.capabilities()).withDeadline(1_000), new Random(1));
        List<Request> first = execution.due(0);
        assertThat(execution.wakeAt()).isLessThanOrEqualTo(1_000);
        assertThat(execution.due(1_000)).isEmpty();
        assertThat(execution.isFinished()).isFalse();
        first.forEach(request -> execution.onReply(request.id(), new Reply.Done(), 1_001));
        assertThat(execution.isFinished()).isTrue();
        assertThat(execution.report().status()).isEqualTo(8);
    }

    @Test
    void when_nothing_was_changed_a_failure_has_status_1() {
        Execution execution = Execution.of(plan(), ExecutionOptions.of(fabric.capabilities()), new Random(1));
        execution
                .due(0)
                .forEach(request ->
                        execution.onReply(request.id(), new Reply.Failed("wamp.error.not_authorized", "no"), 0));
        assertThat(execution.isFinished()).isTrue();
        assertThat(execution.report().status()).isEqualTo(1);
        assertThat(execution.report().count(Outcome.Result.FAILED)).isEqualTo(1);
    }

    @Test
    void an_object_that_somebody_else_made_meanwhile_is_success_when_it_is_the_same_and_a_conflict_otherwise() {
        pairAll();
        Plan plan = plan();
        ObjectPath worker = plan.actions().stream()
                .map(action -> action.path())
                .filter(path -> path.kind() == ObjectKind.WORKER)
                .findFirst()
                .orElseThrow();
        fabric.put(LiveObject.running(worker, plan.action(worker).orElseThrow().config()));
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();

        SimulatedFabric second = new SimulatedFabric(EnumSet.allOf(Capability.class));
        second.addRealm(RandomFleet.MREALM);
        for (int i = 0; i < 3; i++) {
            second.addNode(RandomFleet.node(i), RandomFleet.key(i));
        }
        second.put(LiveObject.running(worker, Map.of("type", "router", "options", Map.of("title", "other"))));
        Report report = new Driver(second, 1).run(plan);
        assertThat(result(report, worker)).isEqualTo(Outcome.Result.CONFLICT);
        assertThat(report.status()).isIn(3, 4);
    }

    @Test
    void a_guard_refuses_the_whole_plan() {
        new Driver(fabric, 1).run(plan());
        fabric.require(RandomFleet.node(0)).objects().values().stream()
                .filter(object -> object.path().kind() == ObjectKind.WORKER)
                .forEach(object -> fabric.put(object.withSessions(7)));
        Desired nothing = RandomFleet.load(new RandomFleet(new Random(5))
                .documents().stream()
                        .map(document -> document.kind().equals("NodeLayout") ? emptied(document) : document)
                        .toList());

        Plan plan = Planner.plan(
                nothing, fabric.state(), PlanOptions.DEFAULT.withMaxDisruptedSessions(0), SecretSource.NONE);

        assertThat(plan.refusals())
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.remedy().onCommandLine()).contains("--max-disrupted-sessions"));
        assertThat(plan.dryRunStatus()).isEqualTo(5);
        int before = fabric.performed().size();
        assertThat(new Driver(fabric, 1).run(plan).status()).isEqualTo(5);
        assertThat(fabric.performed()).hasSize(before);
    }

    private static dev.weft.model.Document emptied(dev.weft.model.Document layout) {
        Map<String, Object> spec = new java.util.LinkedHashMap<>(layout.spec());
        spec.put("workers", List.of());
        return new dev.weft.model.Document(
                layout.apiVersion(), layout.kind(), layout.metadata(), spec, layout.source());
    }

    private void pairAll() {
        fabric.addRealm(RandomFleet.MREALM);
        for (int i = 0; i < 3; i++) {
            fabric.addNode(RandomFleet.node(i), RandomFleet.key(i));
        }
    }

    private Plan plan() {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
    }

    private static Plan withoutDeletes(Plan plan) {
        return new Plan(
                plan.actions().stream()
                        .filter(action -> !action.config().isEmpty())
                        .toList(),
                plan.conflicts(),
                plan.refusals(),
                plan.obstacles(),
                plan.bookkeeping(),
                plan.observed(),
                plan.hash());
    }

    /** A transport of a shared node that carries a service. */
    private ObjectPath transportWithService() {
        return desired.objects().keySet().stream()
                .filter(path -> path.kind() == ObjectKind.SERVICE)
                .filter(path -> !path.node().orElseThrow().equals(RandomFleet.node(0)))
                .findFirst()
                .flatMap(ObjectPath::parent)
                .orElseThrow();
    }

    private Object port(ObjectPath transport) {
        return SimulatedFabric.port(desired.object(transport).orElseThrow().config());
    }

    private static Outcome.Result result(Report report, ObjectPath path) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.action().path().equals(path))
                .findFirst()
                .orElseThrow()
                .result();
    }
}
