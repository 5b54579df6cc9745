package dev.weft.fabric.testkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The router and both forwarders under the same load, in turn, in processes of their own. */
final class Rivals {

    private final long roundMillis;
    private final int rounds;

    /**
     * What a server did.
     *
     * @param perSecond what the load counts, by the wall clock
     * @param perCpuSecond the same by the CPU time of the server
     */
    record Rate(double perSecond, double perCpuSecond) {}

    /**
     * Medians.
     *
     * @param parts what the router does of what a forwarder does with the same CPU time, in percent: of each round, in which they follow
     *     one another, as the machine is not the same for long
     */
    record Rates(Rate router, Map<ForwarderMain.Kind, Rate> forwarders, Map<ForwarderMain.Kind, Double> parts) {

        Rate forwarder(ForwarderMain.Kind kind) {
            return Objects.requireNonNull(forwarders.get(kind));
        }

        double percent(ForwarderMain.Kind kind) {
            return Objects.requireNonNull(parts.get(kind));
        }
    }

    /**
     * @param seconds of a round, after a third of that to get going
     * @param rounds that count, after one more to warm up
     */
    Rivals(double seconds, int rounds) {
        this.roundMillis = (long) (seconds * 1000);
        this.rounds = rounds;
    }

    Rates measure(Load load, Protocol protocol) throws Exception {
        List<Rate> router = new ArrayList<>();
        List<Rate> codec = new ArrayList<>();
        List<Rate> copy = new ArrayList<>();
        try (Server routerServer = Server.router(protocol);
                Server codecServer = Server.forwarder(protocol, ForwarderMain.Kind.CODEC);
                Server copyServer = Server.forwarder(protocol, ForwarderMain.Kind.COPY)) {
            for (int round = 0; round <= rounds; round++) {
                router.add(round(routerServer, load, protocol, true, roundMillis));
                codec.add(round(codecServer, load, protocol, false, roundMillis));
                copy.add(round(copyServer, load, protocol, false, roundMillis));
            }
        }
        return new Rates(
                median(router),
                Map.of(ForwarderMain.Kind.CODEC, median(codec), ForwarderMain.Kind.COPY, median(copy)),
                Map.of(ForwarderMain.Kind.CODEC, part(router, codec), ForwarderMain.Kind.COPY, part(router, copy)));
    }

    /** @param wamp whether the server is the router */
    static Rate round(Server server, Load load, Protocol protocol, boolean wamp, long roundMillis) throws Exception {
        try (Generator generator = new Generator(server.port(), load, protocol, wamp)) {
            generator.start();
            Thread.sleep(roundMillis / 3);
            long count = generator.count();
            long time = System.nanoTime();
            double cpu = server.cpuSeconds();
            Thread.sleep(roundMillis);
            double seconds = (System.nanoTime() - time) / 1e9;
            double done = generator.count() - count;
            return new Rate(done / seconds, done / (server.cpuSeconds() - cpu));
        }
    }

    /** Of all but the first, which warms up. */
    private static Rate median(List<Rate> all) {
        List<Rate> rates = all.subList(1, all.size());
        return new Rate(median(rates, Rate::perSecond), median(rates, Rate::perCpuSecond));
    }

    private static double part(List<Rate> router, List<Rate> forwarder) {
        List<Double> parts = new ArrayList<>();
        for (int round = 1; round < router.size(); round++) {
            parts.add(100
                    * router.get(round).perCpuSecond()
                    / forwarder.get(round).perCpuSecond());
        }
        return Samples.of(parts).median();
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> value) {
        return Samples.of(rates.stream().map(value::applyAsDouble).toList()).median();
    }
}
