package dev.weft.fabric.testkit.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Measures the router against a bare forwarder, in turn, in one run: {@code RouterBenchmark [seconds per round] [rounds]}. Prints a
 * Markdown table with medians.
 */
public final class RouterBenchmark {

    private static final List<Load> LOADS = List.of(
            new Load(Load.Kind.CALLS, 1, 1, 1, 16),
            new Load(Load.Kind.CALLS, 1, 1, 64, 16),
            new Load(Load.Kind.CALLS, 16, 4, 16, 16),
            new Load(Load.Kind.EVENTS, 1, 1, 64, 16),
            new Load(Load.Kind.EVENTS, 1, 10, 64, 16),
            new Load(Load.Kind.EVENTS, 1, 100, 16, 16));
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=bench-logback.xml");

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
                "WebSocket, CBOR, 16 bytes of payload, one loop per server; median of %d rounds of %.1f s after one more to warm up%n%n",
                rounds,
                roundMillis / 1000.0);
        out.println(
                "| load | router /s | router /CPU-s | forwarder /s | forwarder /CPU-s | router : forwarder, per CPU-s |");
        out.println("|---|---:|---:|---:|---:|---:|");
        for (Load load : LOADS) {
            measure(load);
        }
    }

    private void measure(Load load) throws Exception {
        List<Rate> router = new ArrayList<>();
        List<Rate> forwarder = new ArrayList<>();
        try (Server routerServer = new Server(RouterMain.class, JVM);
                Server forwarderServer = new Server(ForwarderMain.class, JVM)) {
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
        out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% |%n",
                load,
                median(router, Rate::perSecond),
                perCpu,
                median(forwarder, Rate::perSecond),
                yardstick,
                100 * perCpu / yardstick);
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

    private static double median(List<Rate> rates, java.util.function.ToDoubleFunction<Rate> value) {
        List<Double> sorted =
                new ArrayList<>(rates.stream().map(value::applyAsDouble).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private record Rate(double perSecond, double perCpuSecond) {}
}
