package dev.weft.fabric.testkit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The router and the forwarder under the same load, in turn, in processes of their own. */
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

    /** Medians. */
    record Rates(Rate router, Rate forwarder) {

        /** The router's part of what the forwarder does with the same CPU time, in percent. */
        double percent() {
            return 100 * router.perCpuSecond() / forwarder.perCpuSecond();
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
        List<Rate> forwarder = new ArrayList<>();
        try (Server routerServer = new Server(RouterMain.class, protocol);
                Server forwarderServer = new Server(ForwarderMain.class, protocol)) {
            for (int round = 0; round <= rounds; round++) {
                Rate first = round(routerServer, load, protocol, true, roundMillis);
                Rate second = round(forwarderServer, load, protocol, false, roundMillis);
                if (round > 0) {
                    router.add(first);
                    forwarder.add(second);
                }
            }
        }
        return new Rates(median(router), median(forwarder));
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

    private static Rate median(List<Rate> rates) {
        return new Rate(median(rates, Rate::perSecond), median(rates, Rate::perCpuSecond));
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> value) {
        return Samples.of(rates.stream().map(value::applyAsDouble).toList()).median();
    }
}
