package dev.weft.fabric.testkit.bench;

import static dev.weft.fabric.testkit.bench.MeasuredFabric.NODE;
import static dev.weft.fabric.testkit.bench.MeasuredFabric.remote;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.WeftProcess;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Start-up and memory of every process, and the command line from key press to prompt: {@code ProcessBenchmark [rounds]}. */
public final class ProcessBenchmark {

    /** Longer than the ten seconds after which memory that is not used is given back. */
    private static final int IDLE_MILLIS = 15_000;
    /** More than the interval in which the processes give memory back. */
    private static final int SETTLE_MILLIS = 15_000;

    private static final int LOAD_CALLS = 100_000;
    private static final int REMOTE_CALLS = 20_000;
    private static final int IN_FLIGHT = 64;

    private final int rounds;
    private final Map<String, List<ProcessUse.Memory>> memory = new TreeMap<>();

    private ProcessBenchmark(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        new ProcessBenchmark(args.length > 0 ? Integer.parseInt(args[0]) : 5).run();
    }

    private void run() throws Exception {
        measureStarts();
        for (int round = 0; round < rounds; round++) {
            try (MeasuredFabric measured = MeasuredFabric.start()) {
                measureMemory(measured);
                if (round == rounds - 1) {
                    measureCommands(measured);
                }
            }
        }
        Table table = new Table("process", "resident, MiB", "proportional, MiB", "range of resident");
        memory.forEach((what, values) -> {
            Samples rss = Samples.of(
                    values.stream().map(ProcessUse.Memory::residentMib).toList());
            Samples pss = Samples.of(
                    values.stream().map(ProcessUse.Memory::proportionalMib).toList());
            table.row(what, Table.number(rss.median(), 0), Table.number(pss.median(), 0), Table.range(rss, 0));
        });
    }

    /** From exec to the line that says that it is ready. */
    private void measureStarts() throws IOException {
        List<Double> masters = new ArrayList<>();
        List<Double> nodes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path folder = Files.createTempDirectory("weft-bench");
            masters.add(ready(
                    folder, "master listening on", "master", "--data", "master", "--port", "0", "--exit-with-parent"));
            nodes.add(ready(folder, "public key", "node", "--cbdir", "node", "--exit-with-parent"));
        }
        Table table = new Table("start-up, from exec to the ready line", "time", "range, ms");
        table.row("master, fresh folder", Table.milliseconds(Samples.of(masters)), Table.range(Samples.of(masters), 0));
        table.row(
                "node controller, fresh folder",
                Table.milliseconds(Samples.of(nodes)),
                Table.range(Samples.of(nodes), 0));
    }

    private static double ready(Path folder, String line, String... arguments) throws IOException {
        Files.createDirectories(folder.resolve("node"));
        long began = System.nanoTime();
        try (WeftProcess process = WeftProcess.launch(folder, Map.of(), List.of(arguments))) {
            process.awaitLine(text -> text.startsWith(line));
            return (System.nanoTime() - began) / 1e6;
        }
    }

    private void measureMemory(MeasuredFabric measured) throws Exception {
        WampSession session = measured.session();
        long worker = measured.workerPid(session);
        long master = measured.fabric().master().pid();
        long node = ProcessHandle.of(worker)
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
        Thread.sleep(IDLE_MILLIS);
        note("master, idle", master);
        note("node controller, idle", node);
        note("router worker, idle", worker);
        CallLoad.latencies(() -> remote(session, "node.get_status", NODE), REMOTE_CALLS, IN_FLIGHT);
        loadWorker(measured);
        Thread.sleep(SETTLE_MILLIS);
        note("master, 15 s after 20 000 remote calls", master);
        note("node controller, 15 s after 20 000 remote calls", node);
        note("router worker, 15 s after 100 000 routed calls", worker);
    }

    private static void loadWorker(MeasuredFabric measured) throws Exception {
        WampSession callee = measured.site().join(NODE);
        WampSession caller = measured.site().join(NODE);
        callee.register("com.plant.load", Dict.empty(), call -> CompletableFuture.completedFuture(call.payload()))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        CallLoad.latencies(() -> caller.call("com.plant.load", Payload.of("sixteen bytes...")), LOAD_CALLS, IN_FLIGHT);
        callee.close();
        caller.close();
    }

    private void note(String what, long pid) {
        ProcessUse use = new ProcessUse(pid);
        memory.computeIfAbsent(what, key -> new ArrayList<>()).add(use.memory());
    }

    private void measureCommands(MeasuredFabric measured) {
        String documents = measured.site().documents().toString();
        Table table = new Table("command, from exec to exit", "time", "range, ms");
        LocalFabric fabric = measured.fabric();
        measureCommand(table, "weft version", () -> fabric.weft("version"));
        measureCommand(table, "weft validate", () -> fabric.weft("validate", "-f", documents));
        measureCommand(
                table,
                "weft reconcile --dry-run (nothing to do)",
                () -> fabric.onFabric("reconcile", "--dry-run", "-f", documents));
    }

    private void measureCommand(Table table, String what, Supplier<LocalFabric.Finished> command) {
        double[] millis = new double[Math.max(5, rounds)];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            command.get().requireStatus(0);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Samples samples = Samples.of(Arrays.stream(millis).boxed().toList());
        table.row(what, Table.milliseconds(samples), Table.range(samples, 0));
    }
}
