package dev.weft.fabric.testkit.bench;

import static dev.weft.fabric.testkit.bench.MeasuredFabric.NODE;
import static dev.weft.fabric.testkit.bench.MeasuredFabric.WORKER;
import static dev.weft.fabric.testkit.bench.MeasuredFabric.answer;
import static dev.weft.fabric.testkit.bench.MeasuredFabric.remote;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Calls of a superuser through the master to a node's controller and to its worker, all in processes of their own on this machine:
 * {@code RemoteCallBenchmark [rounds]}.
 */
public final class RemoteCallBenchmark {

    private static final int WARM_UP_CALLS = 40_000;
    private static final int CALLS_ONE_BY_ONE = 3000;
    private static final int IN_FLIGHT = 64;
    private static final int STARTS = 100;
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final int rounds;
    private final MeasuredFabric measured;
    private final WampSession session;

    private RemoteCallBenchmark(int rounds, MeasuredFabric measured) {
        this.rounds = rounds;
        this.measured = measured;
        this.session = measured.session();
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        try (MeasuredFabric measured = MeasuredFabric.start()) {
            new RemoteCallBenchmark(rounds, measured).run();
        }
    }

    private void run() throws Exception {
        Object realm = ((List<?>) answer(remote(session, "router.get_router_realms", NODE, WORKER))).get(0);
        System.out.printf("median of %d rounds; caller, master, node and worker share this machine%n", rounds);
        Table calls = new Table(
                "remote call", "p50, 1 in flight", "p99, 1 in flight", "/s, 64 in flight", "/CPU-s of master and node");
        measure(calls, "remote.node.get_status", () -> remote(session, "node.get_status", NODE));
        measure(
                calls,
                "remote.router.get_router_realm",
                () -> remote(session, "router.get_router_realm", NODE, WORKER, realm));
        Table others = new Table("what", "time", "range, ms");
        measureStarts(others, realm);
        measureSnapshot(others);
        measureWorker(others);
    }

    private void measure(Table table, String name, Supplier<CompletionStage<Payload>> call) throws Exception {
        CallLoad.latencies(call, WARM_UP_CALLS, IN_FLIGHT);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        List<Double> perCpu = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Samples one = CallLoad.latencies(call, CALLS_ONE_BY_ONE, 1);
            p50.add(one.median());
            p99.add(one.percentile(99));
            double cpu = cpuSeconds();
            long began = System.nanoTime();
            double rate = CallLoad.perSecond(call, IN_FLIGHT, ROUND);
            double seconds = (System.nanoTime() - began) / 1e9;
            rates.add(rate);
            perCpu.add(rate * seconds / (cpuSeconds() - cpu));
        }
        table.row(
                name,
                Table.number(Samples.of(p50).median(), 2) + " ms",
                Table.number(Samples.of(p99).median(), 2) + " ms",
                Table.number(Samples.of(rates).median(), 0),
                Table.number(Samples.of(perCpu).median(), 0));
    }

    /** Of the master, the controller and the worker. */
    private double cpuSeconds() {
        return new ProcessUse(measured.fabric().master().pid()).cpuSeconds()
                + ProcessHandle.of(measured.workerPid(session)).stream()
                        .flatMap(worker -> Stream.of(
                                worker.pid(), worker.parent().orElseThrow().pid()))
                        .mapToDouble(pid -> new ProcessUse(pid).cpuSeconds())
                        .sum();
    }

    private void measureStarts(Table table, Object realm) {
        for (int inFlight : new int[] {1, STARTS}) {
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                int[] number = {0};
                CallLoad.latencies(() -> role("start_router_realm_role", realm, number[0]++), STARTS, inFlight);
                millis.add((System.nanoTime() - began) / 1e6);
                for (int i = 0; i <= STARTS; i++) {
                    answer(remote(session, "router.stop_router_realm_role", NODE, WORKER, realm, "bench" + i));
                }
            }
            String how = inFlight == 1 ? "one after the other" : "at once";
            Samples samples = Samples.of(millis);
            table.row(
                    (STARTS + 1) + " start_router_realm_role, " + how,
                    Table.milliseconds(samples),
                    Table.range(samples, 0));
        }
        for (int i = 0; i <= STARTS; i++) {
            answer(role("start_router_realm_role", realm, i));
        }
    }

    private CompletionStage<Payload> role(String procedure, Object realm, int number) {
        Map<String, Object> permission = Map.of(
                "uri", "com.bench" + number + ".", "match", "prefix", "allow", Map.of("call", true, "publish", true));
        return remote(
                session,
                "router." + procedure,
                NODE,
                WORKER,
                realm,
                "bench" + number,
                Map.of("name", "bench" + number, "permissions", List.of(permission)));
    }

    /** One worker, one realm, one transport, 1 + 101 roles, and the node: 105 objects. */
    private void measureSnapshot(Table table) {
        Samples samples = CallLoad.latencies(() -> remote(session, "node.get_snapshot", NODE), 50 * rounds, 1);
        table.row(
                "live state of a node with 105 objects (get_snapshot)",
                Table.milliseconds(samples),
                Table.range(samples, 1));
    }

    private void measureWorker(Table table) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            answer(remote(session, "node.start_worker", NODE, "extra", "router", Map.of()));
            millis.add((System.nanoTime() - began) / 1e6);
            answer(remote(session, "node.stop_worker", NODE, "extra"));
        }
        Samples samples = Samples.of(millis);
        table.row("worker up (start_worker answered)", Table.milliseconds(samples), Table.range(samples, 0));
    }
}
