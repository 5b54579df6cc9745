package dev.weft.fabric.testkit.bench;

import static dev.weft.fabric.testkit.bench.MeasuredFabric.NODE;
import static dev.weft.fabric.testkit.bench.MeasuredFabric.awaitTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** How long after {@code kill -9} everything is as it was: {@code HealingBenchmark [rounds]}. */
public final class HealingBenchmark {

    private final int rounds;
    private final Table table = new Table("kill -9 of", "until", "time", "range, ms");

    private HealingBenchmark(int rounds) {
        this.rounds = rounds;
    }

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        try (MeasuredFabric measured = MeasuredFabric.start()) {
            new HealingBenchmark(rounds).run(measured);
        }
    }

    private void run(MeasuredFabric measured) {
        BooleanSupplier answered = () -> measured.site().answers(NODE);
        measure("a worker", "a client's call through it is answered", answered, () -> {
            long pid = measured.workerPid(measured.session());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        });
        measure("the master, started again at once", "its node is online", measured::isOnline, () -> {
            measured.fabric().master().kill();
            measured.fabric().restartMaster();
        });
        measured.fabric().master().kill();
        measure("a node, with the master gone, started again at once", "a client's call is answered", answered, () -> {
            measured.fabric().killNode(NODE);
            measured.fabric().startNode(NODE);
        });
    }

    private void measure(String what, String until, BooleanSupplier healed, Runnable kill) {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            kill.run();
            awaitTrue(healed);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        Samples samples = Samples.of(millis);
        table.row(what, until, Table.milliseconds(samples), Table.range(samples, 0));
    }
}
