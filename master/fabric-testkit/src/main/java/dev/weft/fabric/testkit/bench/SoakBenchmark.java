package dev.weft.fabric.testkit.bench;

import dev.weft.transport.Loops;
import dev.weft.transport.client.WampClient;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Mixed load with sessions that come and go: {@code SoakBenchmark [minutes]}, 60 without. Prints a line every half a minute, and ends with 1
 * where an acknowledged publication was lost or doubled, a call was never answered, any part of the traffic stood still, or what is in use on
 * the heap has grown.
 */
public final class SoakBenchmark {

    private static final Duration LINE = Duration.ofSeconds(30);

    /** Of the heap in use, from the first minute to the end: what caches may take, and what the collector leaves. */
    private static final double GROWTH_MIB = 4;

    private SoakBenchmark() {}

    public static void main(String[] args) throws Exception {
        double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 60;
        long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        boolean fine;
        try (Server server = Server.router(Protocol.USUAL);
                Loops loops = Loops.create(1);
                SoakTraffic traffic = new SoakTraffic(new WampClient(loops), server.port())) {
            Table table = new Table(
                    "after",
                    "joined",
                    "cut off",
                    "acknowledged",
                    "delivered",
                    "calls",
                    "refused",
                    "heap in use",
                    "resident");
            traffic.start();
            SoakTraffic.Counts before = traffic.counts();
            boolean stood = false;
            double first = 0;
            double last = 0;
            long began = System.nanoTime();
            while (System.nanoTime() < end) {
                Thread.sleep(LINE.toMillis());
                last = HeapUse.liveMib(server);
                first = first == 0 && System.nanoTime() - began > TimeUnit.SECONDS.toNanos(55) ? last : first;
                SoakTraffic.Counts now = traffic.counts();
                stood |= !now.isBeyond(before);
                before = now;
                row(table, began, now, last, server);
            }
            traffic.stop();
            SoakTraffic.Counts counts = traffic.counts();
            row(table, began, counts, HeapUse.liveMib(server), server);
            boolean grown = first > 0 && last > first + GROWTH_MIB;
            fine = counts.lost() == 0 && counts.unanswered() == 0 && counts.failures() == 0 && !grown && !stood;
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %d acknowledged publications lost or doubled, %d calls without an answer, %d other failures%s, heap in use %.1f MiB after a minute and"
                            + " %.1f MiB at the end%n",
                    fine ? "passed" : "FAILED",
                    counts.lost(),
                    counts.unanswered(),
                    counts.failures(),
                    stood ? ", part of the traffic stood still" : "",
                    first,
                    last);
        }
        System.exit(fine ? 0 : 1);
    }

    private static void row(Table table, long began, SoakTraffic.Counts counts, double heap, Server server) {
        table.row(
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + " s",
                Table.number(counts.joined(), 0),
                Table.number(counts.cut(), 0),
                Table.number(counts.acknowledged(), 0),
                Table.number(counts.delivered(), 0),
                Table.number(counts.answered(), 0),
                Table.number(counts.refused(), 0),
                Table.number(heap, 1) + " MiB",
                Table.number(server.use().memory().residentMib(), 0) + " MiB");
    }
}
