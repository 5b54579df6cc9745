package dev.weft.fabric.testkit.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures the router against a bare forwarder, in turn, in one run: {@code RouterBenchmark [seconds per round] [rounds]}. Prints a
 * Markdown table with medians.
 */
public final class RouterBenchmark {

    private static final List<Load> LOADS = List.of(
            new Load(Load.Kind.CALLS, 1, 1, 1, 16),
            new Load(Load.Kind.CALLS, 1, 1, 64, 16),
            new Load(Load.Kind.CALLS, 16, 16, 16, 16),
            new Load(Load.Kind.EVENTS, 1, 1, 64, 16),
            new Load(Load.Kind.EVENTS, 1, 10, 64, 16),
            new Load(Load.Kind.EVENTS, 1, 100, 16, 16));
    private final long roundMillis;
    private final int rounds;
    private final PrintStream out = System.out;

    private RouterBenchmark(double seconds, int rounds) {
        this.roundMillis = (long) (seconds * 1000);
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 3;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        new RouterBenchmark(seconds, rounds).run();
    }

    private void run() throws Exception {
        out.printf(
                Locale.ROOT,
                "WebSocket, CBOR, 16 bytes of payload, one loop per server; median of %d rounds of %.1f s after one more to warm up%n",
                rounds,
                roundMillis / 1000.0);
        Table table = new Table(
                "load",
                "router /s",
                "router /CPU-s",
                "forwarder /s",
                "forwarder /CPU-s",
                "router : forwarder, per CPU-s");
        for (Load load : LOADS) {
            measure(load, table);
        }
    }

    private void measure(Load load, Table table) throws Exception {
        List<Rate> router = new ArrayList<>();
        List<Rate> forwarder = new ArrayList<>();
        try (Server routerServer = new Server(RouterMain.class);
                Server forwarderServer = new Server(ForwarderMain.class)) {
            for (int round = 0; round <= rounds; round++) {
                Rate first = round(routerServer, load, true);
                Rate second = round(forwarderServer, load, false);
                if (round > 0) {
                    router.add(first);
                    forwarder.add(second);
                }
            }
        }
        double perCpu = median(router, Rate::perCpuSecond);
        double yardstick = median(forwarder, Rate::perCpuSecond);
        table.row(
                load.toString(),
                Table.number(median(router, Rate::perSecond), 0),
                Table.number(perCpu, 0),
                Table.number(median(forwarder, Rate::perSecond), 0),
                Table.number(yardstick, 0),
                Table.number(100 * perCpu / yardstick, 0) + " %");
    }

    private Rate round(Server server, Load load, boolean wamp) throws Exception {
        try (Generator generator = new Generator(server.port(), load, wamp)) {
            generator.start();
            pause(roundMillis / 3);
            long count = generator.count();
            long time = System.nanoTime();
            double cpu = server.cpuSeconds();
            pause(roundMillis);
            double seconds = (System.nanoTime() - time) / 1e9;
            double done = generator.count() - count;
            return new Rate(done / seconds, done / (server.cpuSeconds() - cpu));
        }
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> value) {
        return Samples.of(rates.stream().map(value::applyAsDouble).toList()).median();
    }

    private record Rate(double perSecond, double perCpuSecond) {}
}
