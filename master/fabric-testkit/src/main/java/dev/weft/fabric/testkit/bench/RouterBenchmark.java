package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.bench.ForwarderMain.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Measures the router against bare forwarders: {@code RouterBenchmark [seconds per round] [rounds]}. Prints Markdown tables with
 * medians: all loads in the usual protocol, then the heaviest of calls and of events in every protocol and size.
 */
public final class RouterBenchmark {

    private static final int SMALL = 16;
    private static final int KIB = 1024;

    private static final List<Load> LOADS = List.of(
            Load.calls(1, 1, SMALL),
            Load.calls(1, 64, SMALL),
            Load.calls(1, 1024, SMALL),
            Load.calls(16, 16, SMALL),
            Load.calls(128, 8, SMALL),
            Load.events(1, 1, 64, SMALL),
            Load.events(1, 10, 64, SMALL),
            Load.events(1, 100, 16, SMALL),
            Load.events(4, 16, 16, SMALL),
            Load.acknowledged(1, 64, SMALL));

    private RouterBenchmark() {}

    public static void main(String[] args) throws Exception {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 2;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Rivals rivals = new Rivals(seconds, rounds);
        System.out.printf(
                Locale.ROOT,
                "One loop per server; median of %d rounds of %.1f s after one more to warm up%n",
                rounds,
                seconds);
        loads(rivals);
        protocols(rivals);
    }

    private static void loads(Rivals rivals) throws Exception {
        Table table = new Table(
                Protocol.USUAL + ", " + SMALL + " bytes",
                "router /s",
                "router /CPU-s",
                "Netty's codecs /CPU-s",
                "router of that",
                "copies /CPU-s",
                "router of that");
        for (Load load : LOADS) {
            Rivals.Rates rates = rivals.measure(load, Protocol.USUAL);
            table.row(
                    load.toString(),
                    Table.number(rates.router().perSecond(), 0),
                    Table.number(rates.router().perCpuSecond(), 0),
                    Table.number(rates.forwarder(Kind.CODEC).perCpuSecond(), 0),
                    Table.number(rates.percent(Kind.CODEC), 0) + " %",
                    Table.number(rates.forwarder(Kind.COPY).perCpuSecond(), 0),
                    Table.number(rates.percent(Kind.COPY), 0) + " %");
        }
    }

    private static void protocols(Rivals rivals) throws Exception {
        Table table = new Table(
                "protocol and payload",
                "calls /s",
                "calls /CPU-s",
                "of Netty's codecs",
                "of copies",
                "events 1 -> 10 /s",
                "events /CPU-s",
                "of Netty's codecs",
                "of copies");
        for (Protocol.Wire wire : Protocol.Wire.values()) {
            for (Encoding encoding : Encoding.values()) {
                for (int bytes : new int[] {SMALL, KIB, 64 * KIB}) {
                    Protocol protocol = new Protocol(wire, encoding);
                    // What is in flight stays below the bound above which events for a slow subscriber are dropped.
                    int window = bytes <= KIB ? 16 : 8;
                    Rivals.Rates calls = rivals.measure(Load.calls(16, bytes <= KIB ? 16 : 1, bytes), protocol);
                    Rivals.Rates events = rivals.measure(Load.events(1, 10, window, bytes), protocol);
                    table.row(
                            protocol + ", " + (bytes < KIB ? bytes + " B" : bytes / KIB + " KiB"),
                            Table.number(calls.router().perSecond(), 0),
                            Table.number(calls.router().perCpuSecond(), 0),
                            Table.number(calls.percent(Kind.CODEC), 0) + " %",
                            Table.number(calls.percent(Kind.COPY), 0) + " %",
                            Table.number(events.router().perSecond(), 0),
                            Table.number(events.router().perCpuSecond(), 0),
                            Table.number(events.percent(Kind.CODEC), 0) + " %",
                            Table.number(events.percent(Kind.COPY), 0) + " %");
                }
            }
        }
    }
}
