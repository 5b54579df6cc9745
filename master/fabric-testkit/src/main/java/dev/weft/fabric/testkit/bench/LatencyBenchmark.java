package dev.weft.fabric.testkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long messages take when the router has half of the load that it can carry: {@code LatencyBenchmark [seconds] [rounds]}. The rate is
 * kept whether or not the server keeps up, and time counts from when a message was to be sent. Where half is more than load and router
 * together do on this machine, a rate that they do is taken, and the table says what part it is.
 */
public final class LatencyBenchmark {

    private static final double HALF = 0.5;

    /** What is tried next where a rate was not kept, as a part of it. */
    private static final double LESS = 0.8;

    private static final double LEAST = 0.1;

    private record Case(Load load, int streams) {}

    /** @param busy CPU-seconds of the server a second; it has one loop */
    private record Round(Samples latencies, double busy) {}

    private LatencyBenchmark() {}

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 3;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        System.out.printf(
                Locale.ROOT, "%s, 16 bytes; median of %d rounds of %.1f s%n", Protocol.USUAL, rounds, seconds);
        Table table = new Table(
                "at half of the router's load",
                "rate /s",
                "of what it does",
                "its loop is busy",
                "p50",
                "p99",
                "p99.9",
                "most",
                "Netty's codecs: p50",
                "p99",
                "p99.9");
        for (Case each : List.of(
                new Case(Load.calls(16, 16, 16), 16),
                new Case(Load.events(1, 10, 64, 16), 1),
                new Case(Load.acknowledged(1, 64, 16), 1))) {
            double all = new Rivals(1, 3)
                    .measure(each.load(), Protocol.USUAL)
                    .router()
                    .perSecond();
            // Publications, not deliveries, are paced.
            double full =
                    all / (each.load().kind() == Load.Kind.EVENTS ? each.load().receivers() : 1);
            double part = HALF;
            List<Round> router = rounds(true, each, part * full, seconds, rounds);
            while (router.isEmpty()) {
                part *= LESS;
                if (part < LEAST) {
                    throw new IllegalStateException(
                            each.load() + ": not even a tenth of the rate is kept on this machine now");
                }
                router = rounds(true, each, part * full, seconds, rounds);
            }
            List<Round> forwarder = rounds(false, each, part * full, seconds, rounds);
            table.row(
                    each.load().toString(),
                    Table.number(part * full, 0),
                    Table.number(100 * part, 0) + " %",
                    busy(router),
                    micros(router, 50),
                    micros(router, 99),
                    micros(router, 99.9),
                    micros(router, 100),
                    micros(forwarder, 50),
                    micros(forwarder, 99),
                    micros(forwarder, 99.9));
        }
    }

    /** Nothing where a round did not keep the rate. */
    private static List<Round> rounds(boolean wamp, Case each, double rate, double seconds, int rounds)
            throws Exception {
        List<Round> all = new ArrayList<>();
        try (Server server =
                wamp ? Server.router(Protocol.USUAL) : Server.forwarder(Protocol.USUAL, ForwarderMain.Kind.CODEC)) {
            for (int round = 0; round <= rounds; round++) {
                Pace pace = new Pace(rate, each.streams());
                double busy;
                try (Generator generator = new Generator(server.port(), each.load(), Protocol.USUAL, wamp, pace)) {
                    generator.start();
                    Thread.sleep((long) (seconds * 1000 / 3));
                    pace.measure();
                    double before = server.cpuSeconds();
                    long begin = System.nanoTime();
                    Thread.sleep((long) (seconds * 1000));
                    busy = (server.cpuSeconds() - before) * 1e9 / (System.nanoTime() - begin);
                }
                // The first one warms up: a cold server need not keep it.
                if (round > 0 && pace.isLost()) {
                    return List.of();
                }
                if (round > 0) {
                    all.add(new Round(pace.latencies(), busy));
                }
            }
        }
        return all;
    }

    private static String busy(List<Round> rounds) {
        return Table.number(
                        100
                                * Samples.of(rounds.stream().map(Round::busy).toList())
                                        .median(),
                        0) + " %";
    }

    private static String micros(List<Round> rounds, double percent) {
        if (rounds.isEmpty()) {
            return "not kept";
        }
        double median = Samples.of(rounds.stream()
                        .map(each -> each.latencies().percentile(percent))
                        .toList())
                .median();
        return Table.number(median / 1000, 2) + " ms";
    }
}
